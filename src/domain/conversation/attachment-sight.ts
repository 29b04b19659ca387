import { mayHear, type Audience, type Side } from './audience.ts';

/** What a file was added to; null while it is said nowhere. */
export type AttachedTo =
  | { readonly kind: 'COMMENT'; readonly audience: Audience; readonly isWithdrawn: boolean }
  /** `isTold`: the applicant was told the reason it belongs to, and the decision stands. */
  | { readonly kind: 'DECISION'; readonly isTold: boolean }
  /** What a delegate recommends is for the office. */
  | { readonly kind: 'RECOMMENDATION' };

export interface AttachmentReader {
  readonly isUploader: boolean;
  readonly side: Side;
  /** Reads what was taken back, too. */
  readonly audits: boolean;
}

/** A file is read by whoever reads the words it belongs to. `by` is the side it came from. */
export function mayReadAttachment(
  to: AttachedTo | null,
  by: Side,
  { isUploader, side, audits }: AttachmentReader,
): boolean {
  if (to === null) return isUploader;
  if (to.kind === 'RECOMMENDATION') return side === 'OFFICE';
  if (to.kind === 'DECISION') return side === 'OFFICE' || by === 'APPLICANT' || to.isTold;
  return mayHear(side, to.audience) && (!to.isWithdrawn || audits);
}
