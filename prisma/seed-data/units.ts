import { completeCreditCode, organisationCode } from '../../src/domain/identity/credit-code.ts';

export interface SeedUnit {
  readonly code: string;
  readonly parent: string | null;
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY' | 'DEPARTMENT';
  readonly nameZh: string;
  readonly nameEn: string;
  /** Login of the head. */
  readonly head: string;
  /** Of a branch that signs contracts. */
  readonly legal?: {
    readonly name: string;
    readonly creditCode: string;
    readonly representative: string;
    readonly address: string;
  };
}

interface City {
  readonly zh: string;
  readonly en: string;
  readonly counties: readonly { readonly zh: string; readonly en: string }[];
}

/** An invented province, so that no real branch or place is meant. */
const CITIES: readonly City[] = [
  {
    zh: '临江市',
    en: 'Linjiang',
    counties: [
      { zh: '城南区', en: 'Chengnan' },
      { zh: '江北区', en: 'Jiangbei' },
      { zh: '石桥县', en: 'Shiqiao' },
    ],
  },
  {
    zh: '云岭市',
    en: 'Yunling',
    counties: [
      { zh: '云中区', en: 'Yunzhong' },
      { zh: '翠山县', en: 'Cuishan' },
      { zh: '白溪县', en: 'Baixi' },
    ],
  },
  {
    zh: '东港市',
    en: 'Donggang',
    counties: [
      { zh: '港城区', en: 'Gangcheng' },
      { zh: '沙湾区', en: 'Shawan' },
      { zh: '望潮县', en: 'Wangchao' },
    ],
  },
];

const PROVINCE_DEPARTMENTS = [
  { code: 'channel', zh: '渠道管理部', en: 'Channel Department', head: 'channel-reviewer' },
  { code: 'finance', zh: '财务与风险部', en: 'Finance and Risk Department', head: 'finance-officer' },
  { code: 'legal', zh: '法务部', en: 'Legal Department', head: 'legal-reviewer' },
  { code: 'construction', zh: '工程建设部', en: 'Construction Department', head: 'construction-reviewer' },
  { code: 'compliance', zh: '合规部', en: 'Compliance Department', head: 'compliance-officer' },
  { code: 'contract', zh: '合同管理部', en: 'Contract Department', head: 'contract-officer' },
] as const;

const CITY_DEPARTMENTS = [
  { code: 'channel', zh: '渠道部', en: 'Channel Department', head: 'channel-reviewer' },
  { code: 'risk', zh: '风险管理部', en: 'Risk Department', head: 'risk-officer' },
] as const;

const two = (n: number): string => String(n).padStart(2, '0');

export const cityCodes: readonly string[] = CITIES.map((_, index) => `city-${two(index + 1)}`);

export const countyCodes: readonly string[] = CITIES.flatMap(({ counties }, city) =>
  counties.map((_, index) => `county-${two(city + 1)}${two(index + 1)}`),
);

/** Parents come before children. */
export const seedUnits: readonly SeedUnit[] = [
  {
    code: 'province',
    parent: null,
    level: 'PROVINCE',
    nameZh: '清源省分公司',
    nameEn: 'Qingyuan Province',
    head: 'leader.province',
    legal: {
      name: '清源通信有限公司清源省分公司',
      creditCode: completeCreditCode(`91990000${organisationCode('MA900001')}`),
      representative: '江远帆',
      address: '清源省临江市滨江大道1号',
    },
  },
  ...PROVINCE_DEPARTMENTS.map((department) => departmentOf('province', '省公司', 'Province', department)),
  ...CITIES.flatMap((city, index): SeedUnit[] => {
    const code = `city-${two(index + 1)}`;
    return [
      {
        code,
        parent: 'province',
        level: 'CITY',
        nameZh: `${city.zh}分公司`,
        nameEn: `${city.en} City`,
        head: `leader.${code}`,
      },
      ...CITY_DEPARTMENTS.map((department) => departmentOf(code, city.zh, city.en, department)),
      ...city.counties.map((county, position): SeedUnit => {
        const countyCode = `county-${two(index + 1)}${two(position + 1)}`;
        return {
          code: countyCode,
          parent: code,
          level: 'COUNTY',
          nameZh: `${city.zh}${county.zh}分公司`,
          nameEn: `${county.en}, ${city.en}`,
          head: `leader.${countyCode}`,
        };
      }),
    ];
  }),
];

function departmentOf(
  unit: string,
  zh: string,
  en: string,
  department: { readonly code: string; readonly zh: string; readonly en: string; readonly head: string },
): SeedUnit {
  return {
    code: `${unit}-${department.code}`,
    parent: unit,
    level: 'DEPARTMENT',
    nameZh: `${zh}${department.zh}`,
    nameEn: `${en} ${department.en}`,
    head: `${department.head}.${unit}`,
  };
}
