import { z } from 'zod';
import { POLICY_KINDS } from '../../../domain/policies/kinds.ts';
import type { Facts } from '../../../domain/refusal.ts';
import { POLICY_STATES, type PolicyVersion } from '../../../policies/version.ts';
import { freeText } from '../../text.ts';

export const TAG = 'policies';

export const Kind = z.enum(POLICY_KINDS);
export const Key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/);
export const Note = freeText(1000);
export const VersionParams = z.object({ versionId: z.uuid() });

/** Deeper than any rule; what is deeper would only cost time to walk. */
const DEEPEST = 20;

/** A rule's content as JSON. Its shape is the kind's affair and told by the validation, so that a draft may be incomplete. */
export const Body = z.record(z.string(), z.unknown()).superRefine((body, context) => {
  const fault = faultIn(body, 0);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
});

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
function faultIn(value: unknown, depth: number): 'TOO_DEEP' | 'CHARACTER' | undefined {
  if (typeof value === 'string') return value.includes('\0') || /\p{Surrogate}/u.test(value) ? 'CHARACTER' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === DEEPEST) return 'TOO_DEEP';
  for (const [name, inner] of Object.entries(value)) {
    const fault = faultIn(name, depth) ?? faultIn(inner, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const Instant = z.iso.datetime();

export const VersionView = z.object({
  id: z.uuid(),
  kind: Kind,
  key: z.string(),
  number: z.int(),
  state: z.enum(POLICY_STATES),
  note: z.string().nullable(),
  validFrom: Instant.nullable(),
  createdBy: z.uuid().nullable(),
  createdAt: Instant,
  submittedAt: Instant.nullable(),
  publishedBy: z.uuid().nullable(),
  publishedAt: Instant.nullable(),
  rejectedBy: z.uuid().nullable(),
  rejectedAt: Instant.nullable(),
  rejectionReason: z.string().nullable(),
  version: z.int(),
});

export const FaultView = z.object({
  level: z.enum(['ERROR', 'WARNING']),
  code: z.string(),
  path: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

/** What every step of a version answers. */
export const StepView = z.object({
  id: z.uuid(),
  state: z.enum(POLICY_STATES),
  version: z.int(),
  validFrom: Instant.optional(),
  progress: z.string(),
});

export function versionView(version: PolicyVersion): z.input<typeof VersionView> & Facts {
  return {
    id: version.id,
    kind: version.kind,
    key: version.key,
    number: version.number,
    state: version.state,
    note: version.note,
    validFrom: text(version.validFrom),
    createdBy: version.createdBy,
    createdAt: version.createdAt.toISOString(),
    submittedAt: text(version.submittedAt),
    publishedBy: version.publishedBy,
    publishedAt: text(version.publishedAt),
    rejectedBy: version.rejectedBy,
    rejectedAt: text(version.rejectedAt),
    rejectionReason: version.rejectionReason,
    version: version.version,
  };
}

function text(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
