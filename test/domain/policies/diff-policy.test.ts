import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { admissionDecisionTable } from '../../../prisma/seed-data/routes.ts';
import { checklists } from '../../../prisma/seed-data/checklists.ts';
import { diffPolicy } from '../../../src/domain/policies/diff/diff-policy.ts';
import { FIELD_NAMES } from '../../../src/domain/policies/diff/field-names.ts';
import { type RouteBody, StageRule } from '../../../src/domain/routes/route.ts';
import { stage } from '../tasks/phases.ts';

const days = (n: number) => ({ n, unit: 'WORKING_DAY' as const });
const route = (...stages: readonly StageRule[]): RouteBody => ({
  process: 'ADMISSION',
  phases: { LEADER_APPROVAL: { stages: [...stages] } },
});
const COUNTY = stage('county', { title: { zh: '县级审批', en: 'County' }, due: days(3) });
const CITY = stage('city', { title: { zh: '市级审批', en: 'City' }, after: ['county'] });

function zh(before: unknown, after: unknown): string[] {
  return diffPolicy(before, after).map(({ text }) => text.zh);
}
function en(before: unknown, after: unknown): string[] {
  return diffPolicy(before, after).map(({ text }) => text.en);
}

describe('a difference of two routes, in words', () => {
  it('says whose deadline changes, from what to what', () => {
    const change = [route(COUNTY), route({ ...COUNTY, due: days(5) })] as const;
    expect(zh(...change)).toEqual(['环节「县级审批」的期限由 3 个工作日改为 5 个工作日']);
    expect(en(...change)).toEqual(['Stage “County”: deadline changed from 3 working days to 5 working days']);
    expect(diffPolicy(...change)).toMatchObject([
      { code: 'CHANGED', path: 'phases.LEADER_APPROVAL.stages.county.due', before: days(3), after: days(5) },
    ]);
  });

  it('knows a stage by its key, wherever it stands', () => {
    expect(zh(route(COUNTY), route(COUNTY, CITY))).toEqual(['新增环节「市级审批」']);
    expect(zh(route(CITY, COUNTY), route(COUNTY))).toEqual(['删除环节「市级审批」']);
    expect(zh(route(COUNTY, CITY), route(CITY, COUNTY))).toEqual([
      '阶段「领导审批」的环节的顺序改为「市级审批」、「县级审批」',
    ]);
    expect(zh(route(COUNTY), route({ ...COUNTY, title: { zh: '县审', en: 'County' } }))).toEqual([
      '环节「县审」的名称的中文由「县级审批」改为「县审」',
    ]);
  });

  it('names approvers, outcomes and other stages as people call them', () => {
    const approvers: StageRule['approvers'] = [
      { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
      { kind: 'COMPANY', role: 'SIGNER' },
    ];
    const after = { ...CITY, approvers, outcomes: ['APPROVE' as const], returnTo: ['applicant', 'county'] };
    expect(zh(route(COUNTY, CITY), route(COUNTY, after))).toEqual([
      '环节「市级审批」的办理人由县级审批人改为市级审批人、企业签署人',
      '环节「市级审批」的可选结论由同意、驳回、退回改为同意',
      '环节「市级审批」的可退回到由无改为申请人、「县级审批」',
    ]);
    expect(en(route(COUNTY, CITY), route(COUNTY, after))[0]).toBe(
      'Stage “City”: approvers changed from Leader of the county to Leader of the city, Signer of the company',
    );
  });

  it('tells a word by the field it stands in', () => {
    const change = [route(COUNTY), route({ ...COUNTY, onNobody: 'REJECT', onRepeat: 'SUPERIOR', bulk: true })] as const;
    expect(zh(...change)).toEqual([
      '环节「县级审批」的无人可办时的处理由交管理员改为自动驳回',
      '环节「县级审批」的同一人重复审批时的处理由再次办理改为由上级办理',
      '环节「县级审批」的批量处理由否改为是',
    ]);
  });

  it('says that something is set or no longer set', () => {
    const without = stage('county', { title: COUNTY.title });
    expect(zh(route(without), route(COUNTY))).toEqual(['环节「县级审批」的期限设为 3 个工作日']);
    expect(zh(route(COUNTY), route(without))).toEqual(['环节「县级审批」的期限取消，原为 3 个工作日']);
  });

  it('names a field it has never heard of by itself', () => {
    const strange = (colour: unknown) => route({ ...COUNTY, ...{ colour } });
    expect(zh(strange({ hue: 1 }), strange({ hue: 2 }))).toEqual(['环节「县级审批」的“colour”的“hue”由 1 改为 2']);
    expect(en(strange({ hue: 1 }), strange({ hue: 2 }))).toEqual([
      'Stage “County”: “colour”: “hue” changed from 1 to 2',
    ]);
  });

  it('shows values as they are written where their words would be the same', () => {
    const byFacts = (role: 'LEADER' | 'AUDITOR'): StageRule['approvers'] => [
      { kind: 'BY_FACTS', rows: [{ when: {}, approvers: [{ kind: 'CHANNEL_MANAGER' }] }], otherwise: [leader(role)] },
    ];
    const leader = (role: 'LEADER' | 'AUDITOR') => ({ kind: 'ROLE' as const, role, unit: 'CITY' as const });
    const [text] = zh(
      route({ ...COUNTY, approvers: byFacts('LEADER') }),
      route({ ...COUNTY, approvers: byFacts('AUDITOR') }),
    );
    expect(text).toMatch(/由 \[.*LEADER.*\] 改为 \[.*AUDITOR.*\]$/);
  });
});

describe('a difference of other rules, in words', () => {
  it('counts the rows of a decision table', () => {
    const [first, ...rest] = admissionDecisionTable.rows;
    const added = { when: { riskGrades: ['LOW'], amountFrom: 1000 }, route: 'admission-county-city' };
    expect(zh(admissionDecisionTable, { ...admissionDecisionTable, rows: [first, added, ...rest] })).toEqual([
      '新增第 2 行',
    ]);
    expect(zh(admissionDecisionTable, { ...admissionDecisionTable, rows: rest })).toEqual(['删除第 1 行']);
    const changed = [{ ...first, route: 'admission-full' }, ...rest];
    expect(zh(admissionDecisionTable, { ...admissionDecisionTable, rows: changed })).toEqual([
      '第 1 行的审批流由「admission-high-risk」改为「admission-full」',
    ]);
  });

  it('names the items of a checklist', () => {
    const [checklist] = checklists;
    if (checklist === undefined) throw new Error('There are checklists');
    const [item, ...others] = checklist.items;
    if (item === undefined) throw new Error('A checklist has items');
    const after = { ...checklist, items: [{ ...item, required: !item.required }, ...others] };
    expect(zh(checklist, after)).toEqual([
      `材料项「${item.title.zh}」的必须提供由${item.required ? '是改为否' : '否改为是'}`,
    ]);
  });
});

describe('every field of a stage', () => {
  it('has a name in both languages', () => {
    expect(Object.keys(StageRule.shape).filter((field) => FIELD_NAMES[field] === undefined)).toEqual([]);
  });
});

const anyStage = (key: string): fc.Arbitrary<StageRule> =>
  fc
    .record({
      mode: fc.constantFrom('ANY', 'ALL', 'SEQUENCE'),
      due: fc.option(fc.record({ n: fc.integer({ min: 1, max: 9 }), unit: fc.constantFrom('DAY', 'HOUR') }), {
        nil: undefined,
      }),
      after: fc.subarray(['a', 'b', 'c']),
      priority: fc.integer({ min: 0, max: 100 }),
      returnTo: fc.shuffledSubarray(['applicant', 'a', 'b']),
      title: fc.record({ zh: fc.constantFrom('甲', '乙'), en: fc.constantFrom('A', 'B') }),
    })
    .map(({ due, ...values }) => ({ ...stage(key), ...values, ...(due === undefined ? {} : { due }) }));

const anyRoute: fc.Arbitrary<RouteBody> = fc
  .shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1 })
  .chain((keys) => fc.tuple(...keys.map(anyStage)))
  .map((stages) => route(...stages));
const anyTable = fc
  .array(
    fc.record({
      when: fc.record({ riskGrades: fc.subarray(['LOW', 'HIGH'], { minLength: 1 }) }, { requiredKeys: [] }),
      route: fc.constantFrom('r', 's', 't'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((rows) => ({ process: 'ADMISSION', rows }));

describe('whatever the two versions are', () => {
  it('the same version has no difference to itself, and only the same', () => {
    fc.assert(
      fc.property(anyRoute, anyRoute, (one, other) => {
        expect(diffPolicy(one, structuredClone(one))).toEqual([]);
        expect(diffPolicy(one, other).length > 0).toBe(JSON.stringify(one) !== JSON.stringify(other));
      }),
    );
  });

  it('every value that changed is mentioned, and no other', () => {
    fc.assert(
      fc.property(anyRoute, anyRoute, (one, other) => {
        const changes = diffPolicy(one, other);
        const [before, after] = [leavesOf(one), leavesOf(other)];
        for (const path of new Set([...before.keys(), ...after.keys()])) {
          const mentions = changes.filter((change) => path === change.path || path.startsWith(`${change.path}.`));
          const isMoved = mentions.some(({ code }) => code === 'MOVED');
          const isChanged = before.get(path) !== after.get(path);
          expect([path, mentions.filter(({ code }) => code !== 'MOVED').length]).toEqual([path, isChanged ? 1 : 0]);
          if (isMoved) expect(mentions.filter(({ code }) => code === 'MOVED')).toHaveLength(1);
        }
      }),
    );
  });

  it('the rows of a table can be led from one version to the other by what is told', () => {
    fc.assert(
      fc.property(anyTable, anyTable, (one, other) => {
        const changes = diffPolicy(one, other);
        const added = changes.filter(({ code }) => code === 'ADDED').filter(({ path }) => isRow(path)).length;
        const removed = changes.filter(({ code }) => code === 'REMOVED').filter(({ path }) => isRow(path)).length;
        expect(one.rows.length + added - removed).toBe(other.rows.length);
        expect(changes.length === 0).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('every sentence says something in both languages, and never that something changed into itself', () => {
    fc.assert(
      fc.property(anyRoute, anyRoute, (one, other) => {
        for (const { text } of diffPolicy(one, other)) {
          expect(text.zh).toMatch(/^(新增|删除|环节|阶段)/);
          expect(text.zh).not.toMatch(/由(.+)改为\1$/);
          expect(text.en).not.toMatch(/from (.+) to \1$/);
        }
      }),
    );
  });
});

function isRow(path: string): boolean {
  return /^rows\.\d+$/.test(path);
}

/** Values by path, entries by their keys; a list of words is one value. */
function leavesOf(value: unknown, path = ''): Map<string, string> {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const isPlainList = Array.isArray(value) && !value.some((item: unknown) => isKeyed(item));
  if (typeof value !== 'object' || value === null || isPlainList || 'unit' in value) {
    return new Map([[path, JSON.stringify(value)]]);
  }
  const parts: [string, unknown][] = Array.isArray(value)
    ? value.map((item: { key: string }) => [item.key, item])
    : Object.entries(value);
  return new Map(parts.flatMap(([name, inner]) => [...leavesOf(inner, at(name))]));
}

function isKeyed(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'key' in item;
}
