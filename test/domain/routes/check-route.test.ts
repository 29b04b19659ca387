import { describe, expect, it } from '@jest/globals';
import { ADMISSION_ORDER } from '../../../src/domain/admission/policy.ts';
import { RouteBody, type StageRule } from '../../../src/domain/routes/route.ts';
import { checkRoute } from '../../../src/domain/routes/check-route.ts';
import type { PhaseOrder } from '../../../src/domain/routes/phase-order.ts';
import { routes } from '../../../prisma/seed-data/routes.ts';
import { stage } from '../tasks/phases.ts';

const ORDER: PhaseOrder = [
  { name: 'FIRST', returnsTo: [] },
  { name: 'MATERIAL', returnsTo: [] },
  { name: 'APPROVAL', returnsTo: ['MATERIAL'] },
];

function faultsOf(approval: readonly StageRule[], others: RouteBody['phases'] = {}) {
  const phases = {
    FIRST: { stages: [stage('f')] },
    MATERIAL: { stages: [stage('m'), stage('n', { after: ['m'] })] },
    APPROVAL: { stages: [...approval] },
    ...others,
  };
  return checkRoute({ process: 'TEST', phases }, ORDER);
}

describe('checkRoute', () => {
  it('finds nothing in a route whose returns lead to what ran before', () => {
    const faults = faultsOf([
      stage('a', { returnTo: ['applicant', 'm', 'n'] }),
      stage('b', { after: ['a'], returnTo: ['a'], excludes: ['m', 'a'] }),
      stage('c', { after: ['b'], returnTo: ['a', 'b'] }),
    ]);

    expect(faults).toEqual([]);
  });

  it.each(Object.entries(routes))('finds nothing in the demonstration route %s', (_key, body) => {
    expect(checkRoute(RouteBody.parse(body), ADMISSION_ORDER)).toEqual([]);
  });

  it.each<[string, string, readonly StageRule[], object]>([
    ['a stage of the same key in another phase', 'DUPLICATE_STAGE', [stage('m')], { stage: 'm' }],
    ['a stage of the same key in its own phase', 'DUPLICATE_STAGE', [stage('a'), stage('a')], { stage: 'a' }],
    ['a stage named like the supplement', 'RESERVED_KEY', [stage('supplement')], { stage: 'supplement' }],
    ['a stage named like the applicant', 'RESERVED_KEY', [stage('applicant')], { stage: 'applicant' }],
    ['a stage after one of another phase', 'UNKNOWN_AFTER', [stage('a', { after: ['m'] })], { names: 'm' }],
    ['a return to nobody', 'UNKNOWN_RETURN', [stage('a', { returnTo: ['z'] })], { names: 'z' }],
    ['a return to itself', 'UNKNOWN_RETURN', [stage('a', { returnTo: ['a'] })], { names: 'a' }],
    [
      'a return to a stage beside it',
      'UNKNOWN_RETURN',
      [stage('a'), stage('b', { returnTo: ['a'] })],
      { stage: 'b', names: 'a' },
    ],
    [
      'a return to a later stage',
      'UNKNOWN_RETURN',
      [stage('a', { returnTo: ['b'] }), stage('b', { after: ['a'] })],
      { stage: 'a', names: 'b' },
    ],
    [
      'a return into a phase that the workflow does not go back to',
      'UNKNOWN_RETURN',
      [stage('a', { returnTo: ['f'] })],
      { names: 'f' },
    ],
    ['an exclusion of nobody', 'UNKNOWN_EXCLUDE', [stage('a', { excludes: ['z'] })], { names: 'z' }],
    ['a stage that can only refuse', 'NO_WAY_ON', [stage('a', { outcomes: ['REJECT', 'RETURN'] })], { stage: 'a' }],
    ['a stage kept apart from itself', 'EXCLUDE_NOT_EARLIER', [stage('a', { excludes: ['a'] })], { names: 'a' }],
    [
      'a stage kept apart from a later one',
      'EXCLUDE_NOT_EARLIER',
      [stage('a', { excludes: ['b'] }), stage('b', { after: ['a'] })],
      { stage: 'a', names: 'b' },
    ],
    [
      'a reason for a signature that is not offered',
      'REASON_NOT_OFFERED',
      [stage('a', { reasonRequired: ['SIGN'] })],
      { names: 'SIGN' },
    ],
    ['a ratio without its percentage', 'PASS_MISSING', [stage('a', { mode: 'RATIO' })], { stage: 'a' }],
    ['a vote without its percentage', 'PASS_MISSING', [stage('a', { mode: 'VOTE' })], { stage: 'a' }],
    [
      'a document that several people would sign one by one',
      'MODE_NOT_POSSIBLE',
      [stage('a', { mode: 'ALL', outcomes: ['SIGN'] })],
      { names: 'ALL' },
    ],
    [
      'a countersignature by the members of a company',
      'MODE_NOT_POSSIBLE',
      [stage('a', { mode: 'SEQUENCE', approvers: [{ kind: 'COMPANY', role: 'OWNER' }] })],
      { names: 'SEQUENCE' },
    ],
  ])('names %s: %s', (_title, code, approval, where) => {
    expect(faultsOf(approval)).toEqual([expect.objectContaining({ code, phase: 'APPROVAL', ...where })]);
  });

  it('[ORG-09] refuses stages kept apart from each other that may be open at once', () => {
    const mutual = [stage('a', { excludes: ['b'] }), stage('b', { excludes: ['a'] })];
    expect(faultsOf(mutual).map(({ code, stage: key }) => `${code} ${key ?? ''}`)).toEqual([
      'EXCLUDE_NOT_EARLIER a',
      'EXCLUDE_NOT_EARLIER b',
    ]);
    const oneWay = [stage('b', { excludes: ['a'] }), stage('a')];
    expect(faultsOf(oneWay)).toMatchObject([{ code: 'EXCLUDE_NOT_EARLIER', stage: 'b', names: 'a' }]);
  });

  it('knows a stage kept apart that stands further down and comes before', () => {
    expect(faultsOf([stage('b', { after: ['a'], excludes: ['a'] }), stage('a')])).toEqual([]);
  });

  it.each(Object.entries(routes))('[ADM-05] takes no word of the applicant for an approval: %s', (_key, body) => {
    const route = RouteBody.parse(body);
    for (const phase of ['SCREENING', 'MATERIAL_REVIEW', 'LEADER_APPROVAL', 'CONTRACTING'] as const) {
      const [first, ...others] = route.phases[phase]?.stages ?? [];
      if (first === undefined) throw new Error(`${phase} has stages`);
      const owned: StageRule = { ...first, approvers: [...first.approvers, { kind: 'COMPANY', role: 'OWNER' }] };
      const faults = checkRoute(
        { ...route, phases: { ...route.phases, [phase]: { stages: [owned, ...others] } } },
        ADMISSION_ORDER,
      );
      expect(faults).toContainEqual({ code: 'DECIDED_BY_APPLICANT', phase, stage: first.key });
    }
  });

  it('[ADM-07] takes no signing without either side', () => {
    const route = RouteBody.parse(routes['admission-full']);
    const signing = route.phases['SIGNING']?.stages ?? [];
    const without = (key: string) => {
      const stages = signing.filter((one) => one.key !== key).map((one) => ({ ...one, after: [] }));
      return checkRoute({ ...route, phases: { ...route.phases, SIGNING: { stages } } }, ADMISSION_ORDER);
    };
    expect(without('operator_sign')).toEqual([{ code: 'SIDE_MISSING', phase: 'SIGNING', names: 'OPERATOR' }]);
    expect(without('partner_sign')).toEqual([{ code: 'SIDE_MISSING', phase: 'SIGNING', names: 'PARTNER' }]);
  });

  it('names stages that wait for each other, and what would come after them', () => {
    const faults = faultsOf([
      stage('a', { after: ['c'] }),
      stage('b'),
      stage('c', { after: ['a', 'b'] }),
      stage('d', { after: ['c'] }),
    ]);

    expect(faults).toEqual([{ code: 'CYCLE', phase: 'APPROVAL', names: 'a c d' }]);
  });

  it('names a phase without stages and one that the process does not have', () => {
    const faults = checkRoute(
      { process: 'TEST', phases: { FIRST: { stages: [stage('f')] }, VISIT: { stages: [stage('v')] } } },
      [
        { name: 'FIRST', returnsTo: [] },
        { name: 'APPROVAL', returnsTo: [] },
      ],
    );

    expect(faults).toEqual([
      { code: 'PHASE_UNKNOWN', phase: 'VISIT' },
      { code: 'PHASE_MISSING', phase: 'APPROVAL' },
    ]);
  });

  it('names a phase without stages though another may return into it', () => {
    const order: PhaseOrder = [
      { name: 'FIRST', returnsTo: [] },
      { name: 'APPROVAL', returnsTo: ['FIRST'] },
    ];
    const phases = { APPROVAL: { stages: [stage('a', { returnTo: ['f'] })] } };
    expect(checkRoute({ process: 'TEST', phases }, order)).toEqual([
      { code: 'PHASE_MISSING', phase: 'FIRST' },
      { code: 'UNKNOWN_RETURN', phase: 'APPROVAL', stage: 'a', names: 'f' },
    ]);
  });

  it('names what is wrong only where something beside the stage is', () => {
    expect(faultsOf([stage('applicant')])).toStrictEqual([
      { code: 'RESERVED_KEY', phase: 'APPROVAL', stage: 'applicant' },
    ]);
  });

  it.each(['RATIO', 'VOTE'] as const)('finds nothing in a %s with its percentage', (mode) => {
    expect(faultsOf([stage('a', { mode, passPercent: 60 })])).toEqual([]);
  });

  it('takes no countersignature where a company is asked beside staff', () => {
    const approvers: StageRule['approvers'] = [
      { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
      { kind: 'COMPANY', role: 'OWNER' },
    ];
    expect(faultsOf([stage('a', { mode: 'ALL', approvers })])).toMatchObject([
      { code: 'MODE_NOT_POSSIBLE', names: 'ALL' },
    ]);
  });

  it('takes no decision by mail that chooses the people of a later stage', () => {
    const from = [{ kind: 'HEAD', unit: 'CITY' }] as const;
    const chosen = stage('b', { after: ['a'], approvers: [{ kind: 'CHOSEN_AT', stage: 'a', from: [...from] }] });
    expect(faultsOf([stage('a', { byLink: true }), chosen])).toEqual([
      { code: 'LINK_NOT_POSSIBLE', phase: 'APPROVAL', stage: 'a', names: 'CHOSEN_AT' },
    ]);
  });
});

describe('a phase that both sides sign', () => {
  const order: PhaseOrder = [{ name: 'SIGNING', returnsTo: [], decidedBy: 'BOTH_SIDES' }];
  const company = { kind: 'COMPANY', role: 'OWNER' } as const;
  const staff = { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' } as const;
  const missing = (stages: readonly StageRule[]) =>
    checkRoute({ process: 'TEST', phases: { SIGNING: { stages: [...stages] } } }, order);

  it('lacks a side that only approves', () => {
    const signed = stage('s', { outcomes: ['SIGN'] });
    expect(missing([signed, stage('p', { approvers: [company] })])).toEqual([
      { code: 'SIDE_MISSING', phase: 'SIGNING', names: 'PARTNER' },
    ]);
  });

  it('takes a signature that a member of the company may give for the company’s', () => {
    expect(missing([stage('s', { outcomes: ['SIGN'], approvers: [company, staff] })])).toEqual([
      { code: 'SIDE_MISSING', phase: 'SIGNING', names: 'OPERATOR' },
    ]);
  });
});
