import { durationSchema, type Duration } from '../time/duration.ts';

/** Every length of time in a body, wherever it stands, with its path. */
export function durationsIn(body: unknown, path: readonly string[] = []): { path: string; duration: Duration }[] {
  if (typeof body !== 'object' || body === null) return [];
  const parsed = durationSchema.safeParse(body);
  if (parsed.success) return [{ path: path.join('.'), duration: parsed.data }];
  return Object.entries(body).flatMap(([name, inner]) => durationsIn(inner, [...path, name]));
}
