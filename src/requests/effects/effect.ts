import type { Act } from '../../acts/act.ts';
import type { FormValue, FormValues } from '../../domain/forms/values.ts';
import type { RequestEffect } from '../../domain/requests/effects.ts';
import type { Request } from '../request.ts';

export interface EffectDone {
  /** DONE, or why there was nothing to do. */
  readonly result: string;
  /** The record it made or changed. */
  readonly subjectId?: string;
  /** The outcome of the case, where it decides that. */
  readonly outcome?: string;
}

/** One effect, in the transaction that closes its request. It throws only what is to be tried again. */
export type Perform<Name extends RequestEffect['effect']> = (
  act: Act,
  request: Request,
  effect: Extract<RequestEffect, { effect: Name }>,
) => Promise<EffectDone>;

/** Whom the request is about: whom staff named, or the company that asks. */
export function companyOf({ subjectCompanyId, companyId }: Request): string | null {
  return subjectCompanyId ?? companyId;
}

export function textIn(values: FormValues, key: string | undefined): string | undefined {
  const value = valueIn(values, key);
  return typeof value === 'string' ? value : undefined;
}

export function listIn(values: FormValues, key: string | undefined): string[] {
  const value = valueIn(values, key);
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? [...value] : [];
}

function valueIn(values: FormValues, key: string | undefined): FormValue | undefined {
  return key === undefined ? undefined : values[key];
}
