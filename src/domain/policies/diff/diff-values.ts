import { isSame } from './is-same.ts';

/** One step into a rule: a field, an entry that has a name of its own, or the n-th of a list (from 1). */
export type Step =
  | { readonly kind: 'FIELD'; readonly name: string }
  | { readonly kind: 'ENTRY'; readonly name: string; readonly entry: Readonly<Record<string, unknown>> }
  | { readonly kind: 'ROW'; readonly n: number };

export interface Change {
  readonly code: 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';
  readonly path: readonly Step[];
  /** Undefined where there was nothing, or is nothing any more. */
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What is different between two versions of a rule, each difference once and as deep as it can be told. Entries of a list are known by their
 * `key` or `code`, so that a stage that moved is no other stage; rows without a name by what they say.
 */
export function diffValues(before: unknown, after: unknown, path: readonly Step[] = []): Change[] {
  if (isSame(before, after)) return [];
  if (before === undefined) return [{ code: 'ADDED', path, before, after }];
  if (after === undefined) return [{ code: 'REMOVED', path, before, after }];
  if (isFields(before) && isFields(after)) return diffFields(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [{ code: 'CHANGED', path, before, after }];
}

function diffFields(before: Fields, after: Fields, path: readonly Step[]): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => diffValues(before[name], after[name], [...path, { kind: 'FIELD', name }]));
}

function diffLists(before: readonly unknown[], after: readonly unknown[], path: readonly Step[]): Change[] {
  const [from, to] = [byName(before), byName(after)];
  if (from !== undefined && to !== undefined) return diffEntries(from, to, path);
  const isTold = [...before, ...after].every((item) => !isFields(item) || 'kind' in item);
  return isTold ? [{ code: 'CHANGED', path, before, after }] : diffRows(before, after, path);
}

/** By their names; undefined where one has none, or two share one. */
function byName(items: readonly unknown[]): ReadonlyMap<string, Fields> | undefined {
  const named = new Map<string, Fields>();
  for (const item of items) {
    const name = isFields(item) ? (item['key'] ?? item['code']) : undefined;
    if (!isFields(item) || typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

function diffEntries(
  before: ReadonlyMap<string, Fields>,
  after: ReadonlyMap<string, Fields>,
  path: readonly Step[],
): Change[] {
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [from, to] = [before.get(name), after.get(name)];
    const entry = to ?? from ?? {};
    return diffValues(from, to, [...path, { kind: 'ENTRY', name, entry }]);
  });
  const stayed = (names: Iterable<string>) => [...names].filter((name) => before.has(name) && after.has(name));
  const [from, to] = [stayed(before.keys()), stayed(after.keys())];
  if (isSame(from, to)) return changes;
  return [...changes, { code: 'MOVED', path, before: from, after: to }];
}

/** Rows that say the same stay; of those between them, as many as there are on both sides were changed. */
function diffRows(before: readonly unknown[], after: readonly unknown[], path: readonly Step[]): Change[] {
  const changes: Change[] = [];
  let [left, right] = [0, 0];
  for (const [i, j] of [...commonRows(before, after), [before.length, after.length] as const]) {
    for (; left < i || right < j;) {
      const from = left < i ? before[left++] : undefined;
      const to = right < j ? after[right++] : undefined;
      const n = to === undefined ? left : right;
      changes.push(...diffValues(from, to, [...path, { kind: 'ROW', n }]));
    }
    [left, right] = [i + 1, j + 1];
  }
  return changes;
}

/** The longest run of rows that both lists have in the same order, as pairs of positions. */
function commonRows(before: readonly unknown[], after: readonly unknown[]): (readonly [number, number])[] {
  const lengths = new Map<string, number>();
  const at = (i: number, j: number) => lengths.get(`${i}:${j}`) ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const same = isSame(before[i], after[j]);
      lengths.set(`${i}:${j}`, same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1)));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < before.length && j < after.length;) {
    if (isSame(before[i], after[j])) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** A length of time is one word and no list of fields. */
function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isDuration(value);
}

export function isDuration(value: unknown): value is { readonly n: number; readonly unit: string } {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).sort().join() === 'n,unit' && 'unit' in value && typeof value.unit === 'string';
}
