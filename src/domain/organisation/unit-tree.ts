export const UNIT_LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'DEPARTMENT'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** What may stand below what: the province is the root, a department is part of any of the others. */
const BELOW: Readonly<Record<UnitLevel, readonly UnitLevel[]>> = {
  PROVINCE: ['CITY', 'DEPARTMENT'],
  CITY: ['COUNTY', 'DEPARTMENT'],
  COUNTY: ['DEPARTMENT'],
  DEPARTMENT: [],
};

export interface Place {
  readonly id: string;
  readonly level: UnitLevel;
  /** Ids from the root to the unit itself. */
  readonly path: readonly string[];
  readonly closed: boolean;
}

export type TreeFault = 'LEVEL' | 'BELOW_ITSELF' | 'ROOT' | 'PARENT_CLOSED';

/** Whether a new unit of this level may stand below `parent`. */
export function findPlacingFault(level: UnitLevel, parent: Place): TreeFault | undefined {
  if (parent.closed) return 'PARENT_CLOSED';
  return BELOW[parent.level].includes(level) ? undefined : 'LEVEL';
}

/** Whether `unit` with everything below it may move below `parent`. */
export function findMovingFault(unit: Place, parent: Place): TreeFault | undefined {
  if (unit.path.length === 1) return 'ROOT';
  if (parent.path.includes(unit.id)) return 'BELOW_ITSELF';
  return findPlacingFault(unit.level, parent);
}
