import type { Locale } from '../../locale.ts';

export interface ProblemText {
  /** What it is, in a few words. */
  readonly title: string;
  /** What happened and what to do now. */
  readonly detail: string;
}

/** One code of `src/domain/refusal.ts` as HTTP tells it. */
export type ProblemEntry = { readonly status: number } & Readonly<Record<Locale, ProblemText>>;
