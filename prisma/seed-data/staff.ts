import type { Level, Post } from '../../src/domain/access/positions.ts';
import type { StaffRole } from '../../src/domain/access/roles.ts';
import { personName } from './names.ts';
import { cityCodes, countyCodes } from './units.ts';

export interface SeedStaff {
  readonly login: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly units: readonly string[];
  readonly level: Level;
  readonly post: Post;
  readonly locale: 'zh-CN' | 'en';
}

type Position = readonly [role: StaffRole, level: Level, post: Post];

const COUNTY: readonly Position[] = [
  ['CHANNEL_MANAGER', 'SPECIALIST', 'EXPANSION'],
  ['CHANNEL_REVIEWER', 'SPECIALIST', 'MAINTENANCE'],
  ['LEADER', 'MANAGER', 'SUPPORT'],
];

const CITY: readonly Position[] = [
  ['CHANNEL_REVIEWER', 'MANAGER', 'MAINTENANCE'],
  ['RISK_OFFICER', 'SPECIALIST', 'SUPPORT'],
  ['LEADER', 'MANAGER', 'SUPPORT'],
];

const PROVINCE: readonly Position[] = [
  ['CHANNEL_REVIEWER', 'DIRECTOR', 'MAINTENANCE'],
  ['FINANCE_REVIEWER', 'MANAGER', 'SUPPORT'],
  ['LEGAL_REVIEWER', 'MANAGER', 'SUPPORT'],
  ['CONSTRUCTION_REVIEWER', 'MANAGER', 'SUPPORT'],
  ['RISK_OFFICER', 'MANAGER', 'SUPPORT'],
  ['LEADER', 'DIRECTOR', 'SUPPORT'],
  ['CONTRACT_OFFICER', 'MANAGER', 'SUPPORT'],
  ['EVALUATOR', 'MANAGER', 'MAINTENANCE'],
  ['COMPLIANCE_OFFICER', 'DIRECTOR', 'SUPPORT'],
  ['FINANCE_OFFICER', 'DIRECTOR', 'SUPPORT'],
  ['ADMINISTRATOR', 'MANAGER', 'SUPPORT'],
  ['AUDITOR', 'MANAGER', 'SUPPORT'],
];

/** Roles whose rules ask for a second person. */
const SECOND: readonly Position[] = [
  ['COMPLIANCE_OFFICER', 'SPECIALIST', 'SUPPORT'],
  ['ADMINISTRATOR', 'SPECIALIST', 'SUPPORT'],
  ['CONTRACT_OFFICER', 'SPECIALIST', 'SUPPORT'],
];

/** Everybody who works for the operator in the demonstration. One reads English, so that both languages are sent. */
export const seedStaff: readonly SeedStaff[] = [
  ...countyCodes.flatMap((unit) => COUNTY.map((position) => ({ position, unit, suffix: '' }))),
  ...cityCodes.flatMap((unit) => CITY.map((position) => ({ position, unit, suffix: '' }))),
  ...PROVINCE.map((position) => ({ position, unit: 'province', suffix: '' })),
  ...SECOND.map((position) => ({ position, unit: 'province', suffix: '-2' })),
  { position: ['SITE_INSPECTOR', 'SPECIALIST', 'MAINTENANCE'] as const, unit: 'city-01', suffix: '' },
].map(({ position: [role, level, post], unit, suffix }, index) => {
  const login = `${role.toLowerCase().replaceAll('_', '-')}${suffix}.${unit}`;
  return {
    login,
    name: personName(index),
    role,
    // One inspector travels through all three cities.
    units: role === 'SITE_INSPECTOR' ? cityCodes : [unit],
    level,
    post,
    locale: login === 'leader.province' ? 'en' : 'zh-CN',
  };
});
