import type { SeedChannel } from './companies.ts';
import { cityCodes, countyCodes, seedUnits } from './units.ts';

export interface SeedOwnChannel extends SeedChannel {
  readonly unit: string;
}

/** A large hall in every city, a community hall in every county, and web and app of the province (TAX-01, TAX-02). */
export const ownChannels: readonly SeedOwnChannel[] = [
  ...cityCodes.map((unit) => own(unit, 'OWN_HALL_DOWNTOWN', '中心营业厅')),
  ...countyCodes.map((unit) => own(unit, 'OWN_HALL_COMMUNITY', '社区营业厅')),
  own('province', 'OWN_WEB', '网上营业厅'),
  own('province', 'OWN_APP', '手机营业厅'),
];

function own(unit: string, type: string, kind: string): SeedOwnChannel {
  const place = seedUnits.find(({ code }) => code === unit)?.nameZh.replace(/(?:省)?分公司/, '') ?? '';
  return {
    unit,
    code: `QD-${type.replaceAll('_', '-')}-${unit.toUpperCase()}`,
    type,
    name: `${place}${kind}`,
    address: type.startsWith('OWN_HALL') ? `${place}人民路1号` : '',
    state: 'ACTIVE',
  };
}
