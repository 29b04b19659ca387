import { completeCreditCode, organisationCode } from '../../src/domain/identity/credit-code.ts';
import { completeResidentId } from '../../src/domain/identity/resident-id.ts';
import type { SubjectKind } from '../../src/domain/registry/channel-type.ts';
import { companyName, personName } from './names.ts';
import { countyCodes, seedUnits } from './units.ts';

export interface SeedChannel {
  readonly code: string;
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly state: 'PREPARING' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
}

export interface SeedCompany {
  /** From 1; part of the logins of its members. */
  readonly number: number;
  readonly creditCode: string;
  readonly name: string;
  readonly subjectKind: SubjectKind;
  readonly legalRepName: string;
  readonly legalRepId: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly county: string;
  readonly partnerState: 'NONE' | 'APPLICANT' | 'PARTNER' | 'ENDED';
  /** Null: the credit registry does not know this company. */
  readonly creditGrade: 'A' | 'B' | 'C' | 'D' | null;
  readonly channels: readonly SeedChannel[];
}

/** Members with log-ins exist for so many companies. */
export const COMPANIES_WITH_MEMBERS = 20;

/** 990000 is no region, so that none of these codes and ids can be anybody's. */
const NO_REGION = '990000';

const TYPES = ['AGENT', 'COOP_HALL', 'EXCLUSIVE', 'NON_EXCLUSIVE'] as const;
const STATES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'PREPARING', 'ACTIVE', 'SUSPENDED', 'ACTIVE', 'CLOSED'] as const;
const GRADES = ['A', 'B', 'B', 'A', 'C', 'B', 'A', 'D', 'B', null] as const;
const STREETS = ['人民路', '建设路', '解放大道', '滨江路', '中山街', '文化路', '新华街', '迎宾大道'];

export function seedCompanies(count: number): SeedCompany[] {
  return Array.from({ length: count }, (_, index) => seedCompany(index));
}

function seedCompany(index: number): SeedCompany {
  const number = index + 1;
  const isIndividual = index % 5 === 4;
  const county = pick(countyCodes, index);
  const place = placeOf(county);
  const address = `${place.zh}${pick(STREETS, index)}${(index % 180) + 1}号`;
  const channels = channelsOf(index, place.short, address);
  return {
    number,
    creditCode: creditCodeOf(number, isIndividual),
    name: companyName(index, place.short, isIndividual),
    subjectKind: isIndividual ? 'INDIVIDUAL_BUSINESS' : 'ENTERPRISE',
    legalRepName: personName(index + 100),
    legalRepId: residentIdOf(number),
    phone: `131${String(number).padStart(8, '0')}`,
    email: `office.${String(number).padStart(4, '0')}@example.com`,
    address,
    county,
    partnerState: partnerStateOf(channels),
    creditGrade: pick(GRADES, index),
    channels,
  };
}

/** Nine for the registration of trade, then 1 for enterprises and 2 for individual businesses (GB 32100). */
function creditCodeOf(number: number, isIndividual: boolean): string {
  const organisation = organisationCode(`MA${String(number).padStart(6, '0')}`);
  return completeCreditCode(`9${isIndividual ? 2 : 1}${NO_REGION}${organisation}`);
}

function residentIdOf(number: number): string {
  const year = 1960 + (number % 40);
  const month = String((number % 12) + 1).padStart(2, '0');
  const day = String((number % 28) + 1).padStart(2, '0');
  return completeResidentId(`${NO_REGION}${year}${month}${day}${String(number % 1000).padStart(3, '0')}`);
}

/** Every sixth company has none yet, every fourth has two. */
function channelsOf(index: number, place: string, address: string): SeedChannel[] {
  if (index % 6 === 5) return [];
  return Array.from({ length: index % 4 === 0 ? 2 : 1 }, (_, position) => ({
    code: `QD-D${String(index + 1).padStart(5, '0')}-${position + 1}`,
    type: pick(index % 5 === 4 ? TYPES.slice(2) : TYPES, index + position),
    name: `${place}${pick(STREETS, index + position)}${pick(['店', '厅', '网点'], index)}`,
    address,
    state: pick(STATES, index + position * 3),
  }));
}

function partnerStateOf(channels: readonly SeedChannel[]): SeedCompany['partnerState'] {
  if (channels.length === 0) return 'NONE';
  if (channels.some(({ state }) => state === 'ACTIVE' || state === 'SUSPENDED')) return 'PARTNER';
  return channels.some(({ state }) => state === 'PREPARING') ? 'APPLICANT' : 'ENDED';
}

function placeOf(county: string): { zh: string; short: string } {
  const name = seedUnits.find(({ code }) => code === county)?.nameZh.replace('分公司', '') ?? '';
  return { zh: name, short: name.slice(0, 2) };
}

function pick<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('An empty list');
  return item;
}
