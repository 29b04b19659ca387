import { ADMISSION_PHASE_NAMES } from '../../admission/phase-names.ts';
import { bilingualSchema, type Bilingual } from '../../text.ts';
import { changeWords } from './change-words.ts';
import { diffValues, type Change } from './diff-values.ts';
import type { OwnNames } from './value-words.ts';

export interface ToldChange {
  readonly code: Change['code'];
  /** `phases.LEADER_APPROVAL.stages.county_leader.due` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly text: Bilingual;
}

/** What is different between two versions of a rule, each difference with its sentence in both languages. */
export function diffPolicy(before: unknown, after: unknown): ToldChange[] {
  const own = namesIn([before, after], new Map(Object.entries(ADMISSION_PHASE_NAMES)));
  return diffValues(before, after).map((change) => ({
    code: change.code,
    path: pathOf(change),
    before: change.before,
    after: change.after,
    text: changeWords(change, own),
  }));
}

export function pathOf({ path }: Pick<Change, 'path'>): string {
  return path.map((step) => (step.kind === 'ROW' ? String(step.n) : step.name)).join('.');
}

/** Stages, items and the like refer to each other by key; people know them by title. The newer title counts. */
function namesIn(values: readonly unknown[], names: Map<string, Bilingual>): OwnNames {
  for (const value of values) {
    if (typeof value !== 'object' || value === null) continue;
    const { key, code, title, label }: Readonly<Record<string, unknown>> = { ...value };
    const name = bilingualSchema.safeParse(title ?? label);
    const id = key ?? code;
    if (typeof id === 'string' && name.success) names.set(id, name.data);
    namesIn(Object.values(value), names);
  }
  return names;
}
