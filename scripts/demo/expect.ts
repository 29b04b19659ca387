import { isDeepStrictEqual } from 'node:util';
import { ProductRefusal } from './product/caller.ts';

/** Something turned out otherwise than the story says. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

export function expectEqual(what: string, actual: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(actual, wanted)) {
    throw new Unexpected(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`);
  }
}

export function expectPresent<Value>(what: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Unexpected(`There is no ${what}`);
  return value;
}

/** Gives the refusal; fails when the product does it, or says no for another reason. */
export async function expectRefusal(code: string, act: () => Promise<unknown>): Promise<ProductRefusal> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ProductRefusal && error.code === code) return error;
    throw error;
  }
  throw new Unexpected(`The product did what it should refuse with ${code}`);
}
