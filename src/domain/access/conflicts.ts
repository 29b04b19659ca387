/** What somebody may be to a company or a case beside their work. */
export const CONFLICT_RELATIONS = ['KINSHIP', 'SHAREHOLDING', 'EMPLOYMENT', 'FINANCIAL', 'OTHER'] as const;
export type ConflictRelation = (typeof CONFLICT_RELATIONS)[number];
