import { randomInt } from 'node:crypto';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import { completeResidentId } from '../../../src/domain/identity/resident-id.ts';

/** Characters that credit codes use; I, O, S, V and Z are left out. */
const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗';
const GIVEN = ['文博', '晓燕', '海涛', '雪梅', '国栋', '慧敏', '振宇', '思远', '明哲', '清扬', '立诚'];
const BRAND =
  '恒瑞鑫联华博安万顺金众启远汇天新盛宏嘉易佰同飞智锦德星长百正荣友春隆泰昌和信诚达通源兴旺丰裕佳美乐康永福';

/** Region 990000 is none, so that nothing here can be anybody's. */
const NO_REGION = '990000';

export interface FreshPerson {
  readonly name: string;
  readonly residentId: string;
}

/** Somebody who does not exist. */
export function freshPerson(): FreshPerson {
  const born = `${randomInt(1965, 2000)}${two(randomInt(1, 13))}${two(randomInt(1, 29))}`;
  return {
    name: pick(Array.from(SURNAMES)) + pick(GIVEN),
    residentId: completeResidentId(`${NO_REGION}${born}${String(randomInt(0, 1000)).padStart(3, '0')}`),
  };
}

/** A company that does not exist, under a credit code and a name nobody has used before. */
export function freshCompany(): { readonly creditCode: string; readonly name: string } {
  const organisation = organisationCode(`MC${many(6, () => pick(Array.from(CODE_CHARACTERS)))}`);
  return {
    creditCode: completeCreditCode(`91${NO_REGION}${organisation}`),
    name: `临江${many(4, () => pick(Array.from(BRAND)))}通信有限公司`,
  };
}

/** A mobile number that looks like one. */
export function freshMobile(): string {
  return `1330000${many(4, () => String(randomInt(10)))}`;
}

export function freshEmail(role: string): string {
  return `${role}.${Date.now().toString(36)}${many(4, () => randomInt(36).toString(36))}@example.com`;
}

/** Meets any sensible rule about passwords. */
export function freshPassword(): string {
  return `Qd-${many(14, () => randomInt(36).toString(36))}-7X`;
}

function many(count: number, make: () => string): string {
  return Array.from({ length: count }, make).join('');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function pick<Item>(list: readonly Item[]): Item {
  const item = list[randomInt(list.length)];
  if (item === undefined) throw new RangeError('An empty list');
  return item;
}
