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

  it('names stages that wait for each other', () => {
    const faults = faultsOf([stage('a', { after: ['c'] }), stage('b'), stage('c', { after: ['a', 'b'] })]);

    expect(faults).toEqual([{ code: 'CYCLE', phase: 'APPROVAL' }]);
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
});
