/** Rank of a role (ORG-02). */
export const LEVELS = ['DIRECTOR', 'MANAGER', 'SPECIALIST'] as const;
export type Level = (typeof LEVELS)[number];

/** Kind of work of a role (ORG-04). */
export const POSTS = ['EXPANSION', 'MAINTENANCE', 'SUPPORT'] as const;
export type Post = (typeof POSTS)[number];
