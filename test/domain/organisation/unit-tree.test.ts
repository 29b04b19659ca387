import { describe, expect, it } from '@jest/globals';
import {
  UNIT_LEVELS,
  findMovingFault,
  findPlacingFault,
  type Place,
} from '../../../src/domain/organisation/unit-tree.ts';

const place = (id: string, level: Place['level'], path: readonly string[] = ['p', id]): Place => ({
  id,
  level,
  path,
  closed: false,
});

describe('findPlacingFault', () => {
  it.each([
    ['PROVINCE', []],
    ['CITY', ['PROVINCE']],
    ['COUNTY', ['CITY']],
    ['DEPARTMENT', ['PROVINCE', 'CITY', 'COUNTY']],
  ] as const)('lets a %s stand below %j only', (level, parents) => {
    const allowed = UNIT_LEVELS.filter((parent) => findPlacingFault(level, place('x', parent)) === undefined);
    expect(allowed).toEqual(parents);
  });

  it('lets nothing stand below a closed unit', () => {
    expect(findPlacingFault('CITY', { ...place('p', 'PROVINCE'), closed: true })).toBe('PARENT_CLOSED');
  });
});

describe('findMovingFault', () => {
  const province = place('p', 'PROVINCE', ['p']);
  const city = place('c', 'CITY', ['p', 'c']);
  const county = place('k', 'COUNTY', ['p', 'c', 'k']);

  it('moves a county to another city', () => {
    expect(findMovingFault(county, place('d', 'CITY', ['p', 'd']))).toBeUndefined();
  });

  it('keeps the root, and every unit above what is below it', () => {
    expect(findMovingFault(province, city)).toBe('ROOT');
    expect(findMovingFault(city, city)).toBe('BELOW_ITSELF');
    expect(findMovingFault(city, county)).toBe('BELOW_ITSELF');
    expect(findMovingFault(county, province)).toBe('LEVEL');
  });
});
