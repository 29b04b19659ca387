import { PRIORITIES, type Priority, type Requirement } from './catalogue.ts';
import type { TestTitle } from './test-titles.ts';

export interface Count {
  proven: number;
  total: number;
}

export interface ProvenRequirement extends Requirement {
  /** Empty when nothing proves it yet. */
  proofs: readonly TestTitle[];
}

export interface AreaCoverage {
  area: string;
  count: Count;
  byPriority: Record<Priority, Count>;
  requirements: readonly ProvenRequirement[];
}

export interface Coverage {
  count: Count;
  byPriority: Record<Priority, Count>;
  areas: readonly AreaCoverage[];
  /** One sentence per claim of an ID that the catalogue does not have. */
  problems: readonly string[];
}

/**
 * The IDs that a title claims by its leading brackets: `[ADM-01][ADM-02] …` claims both. Something that only resembles an ID
 * (`[ADM-1]`, `[adm-01]`, an ID put together at run time) is returned as written, so that it is refused instead of overlooked.
 */
export function claimedIds(title: string): string[] {
  const brackets = /^\s*((?:\[[^\]]*\]\s*)+)/.exec(title)?.[1] ?? '';
  return [...brackets.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '').filter(resemblesId);
}

function resemblesId(text: string): boolean {
  return /^\s*[a-z]{2,}[-_ ]?\d/i.test(text) || text.includes('${');
}

/** A requirement is proven by at least one title that claims it and belongs to a test that runs. */
export function matchTitles(requirements: readonly Requirement[], titles: readonly TestTitle[]): Coverage {
  const proofs = new Map<string, TestTitle[]>(requirements.map(({ id }) => [id, []]));
  const problems: string[] = [];
  for (const title of titles) {
    for (const id of claimedIds(title.title)) {
      const known = proofs.get(id);
      if (!known) problems.push(`${title.file}:${title.line}: [${id}] is not in the catalogue`);
      else if (title.runs) known.push(title);
    }
  }
  const proven = requirements.map((requirement) => ({ ...requirement, proofs: proofs.get(requirement.id) ?? [] }));
  const areas = [...new Set(requirements.map(({ area }) => area))].map((area) => {
    const own = proven.filter((requirement) => requirement.area === area);
    return { area, ...countsOf(own), requirements: own };
  });
  return { ...countsOf(proven), areas, problems };
}

function countsOf(requirements: readonly ProvenRequirement[]): Pick<Coverage, 'count' | 'byPriority'> {
  const count = (chosen: readonly ProvenRequirement[]): Count => ({
    proven: chosen.filter(({ proofs }) => proofs.length > 0).length,
    total: chosen.length,
  });
  const [m, s, c] = PRIORITIES.map((priority) => count(requirements.filter((one) => one.priority === priority)));
  const none: Count = { proven: 0, total: 0 };
  return { count: count(requirements), byPriority: { M: m ?? none, S: s ?? none, C: c ?? none } };
}
