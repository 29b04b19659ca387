import type { ServiceScope } from './roles.ts';

/** Every scope of `SERVICE_SCOPES`, as a list. */
export const SCOPE_CODES = [
  'registry:read',
  'registry:import',
  'credit:load',
  'cases:read',
  'audit:read',
  'health:read',
] as const satisfies readonly ServiceScope[];
