/** Index of the first of the ascending `values` that `isPast` accepts, `values.length` when there is none. */
function firstWhere(values: readonly number[], isPast: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isPast(values[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function firstAbove(values: readonly number[], limit: number): number {
  return firstWhere(values, (value) => value > limit);
}

export function firstFrom(values: readonly number[], limit: number): number {
  return firstWhere(values, (value) => value >= limit);
}
