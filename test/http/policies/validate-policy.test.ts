import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { current, draft, faultsOf, publish, step } from './drafts.ts';

interface Stage {
  key: string;
  [field: string]: unknown;
}
interface Route {
  process: string;
  phases: Record<string, { stages: Stage[] }>;
}

let api: TestApi;
let writer: Caller;
let route: Route;

beforeAll(async () => {
  api = await startApi();
  writer = await api.as('administrator.province');
  route = (await current(writer, 'ROUTE', 'admission-full')) as unknown as Route;
});
afterAll(async () => {
  await api.close();
});

function routeWith(phase: string, change: (stage: Stage) => Stage): Route {
  const stages = route.phases[phase]?.stages.map(change) ?? [];
  return { ...route, phases: { ...route.phases, [phase]: { stages } } };
}

const faults = async (kind: string, key: string, body: unknown) =>
  faultsOf(writer, await draft(writer, kind, key, body));

describe('the validation of a version', () => {
  it('has nothing against a copy of what is published', async () => {
    for (const [kind, key] of [
      ['ROUTE', 'admission-full'],
      ['DECISION_TABLE', 'ADMISSION'],
      ['PROCESS_POLICY', 'ADMISSION'],
      ['PROCESS_POLICY', 'ACCOUNTS'],
      ['PROCESS_POLICY', 'SUBSTITUTION'],
      ['PROCESS_POLICY', 'CONVERSATION'],
      ['CHECKLIST', 'AGENT'],
      ['CALENDAR', 'CN'],
      ['CONTRACT_TEMPLATE', 'default'],
      ['MESSAGE_TEMPLATE', 'TASK_OPENED'],
      ['MESSAGE_TABLE', 'ADMISSION'],
      ['PRIVACY_NOTICE', 'default'],
      ['CHANNEL_TYPE', 'AGENT'],
    ] as const) {
      expect({ kind, faults: await faults(kind, key, await current(writer, kind, key)) }).toEqual({ kind, faults: [] });
    }
  });

  it('tells every fault of the shape at once', async () => {
    expect(await faults('CHECKLIST', 'AGENT', { channelType: 5, items: [], extra: true })).toEqual([
      'ERROR INVALID_TYPE channelType',
      'ERROR TOO_SMALL items',
      'ERROR UNKNOWN_FIELD ',
    ]);
  });

  it('finds stages whose joins never close and returns that lead nowhere', async () => {
    const looped = routeWith('LEADER_APPROVAL', (stage) => ({
      ...stage,
      after: ['province_leader'],
      returnTo: ['signing'],
    }));
    expect(await faults('ROUTE', 'admission-full', looped)).toEqual([
      'ERROR UNKNOWN_RETURN phases.LEADER_APPROVAL',
      'ERROR UNKNOWN_RETURN phases.LEADER_APPROVAL',
      'ERROR UNKNOWN_RETURN phases.LEADER_APPROVAL',
      'ERROR CYCLE phases.LEADER_APPROVAL',
    ]);
    expect(await faults('ROUTE', 'new', { ...route, process: 'DIVINATION' })).toEqual([
      'ERROR PROCESS_UNKNOWN process',
    ]);
  });

  it('names the counties where nobody could take a stage', async () => {
    const inspected = routeWith('MATERIAL_REVIEW', (stage) => ({
      ...stage,
      approvers: [{ kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'CITY' }],
    }));
    const version = await draft(writer, 'ROUTE', 'admission-full', inspected);
    const { body } = await writer.get<{ publishable: boolean; faults: Record<string, unknown>[] }>(
      `/policy-versions/${version.id}/faults`,
    );
    expect(body.publishable).toBe(true);
    expect(body.faults).toMatchObject([
      {
        level: 'WARNING',
        code: 'NOBODY_IN_UNITS',
        path: 'phases.MATERIAL_REVIEW.stages.0.approvers',
        facts: { stage: 'material_review' },
      },
    ]);
    expect(body.faults[0]?.['facts']).toHaveProperty('units.length', 9);
    expect((await step(writer, version, 'submit', 1)).status).toBe(200);
  });

  it('refuses a route that would leave a case with nobody where its stage wants somebody', async () => {
    await api.db.sql.run(
      `UPDATE role_assignment SET valid_to = now() FROM account a
       WHERE a.id = account_id AND a.login = 'channel-reviewer.county-0203'`,
    );
    const strict = routeWith('MATERIAL_REVIEW', (stage) => ({ ...stage, onNobody: 'REFUSE' }));
    const version = await draft(writer, 'ROUTE', 'admission-full', strict);
    const refused = await step(writer, version, 'submit', 1);
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'POLICY_INVALID',
        facts: { issues: [{ code: 'NOBODY_IN_UNITS', facts: { stage: 'material_review', units: ['county-0203'] } }] },
      },
    });
  });

  it('says where nobody is found who would decide an overdue task instead, and whom it names that is not there', async () => {
    const late = (overdueTo: object[]) =>
      routeWith('MATERIAL_REVIEW', (stage) => ({ ...stage, onOverdue: 'TRANSFER', overdueTo }));
    const legal = late([{ kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'CITY' }]);
    const version = await draft(writer, 'ROUTE', 'admission-full', legal);
    const { body } = await writer.get<{ faults: Record<string, unknown>[] }>(`/policy-versions/${version.id}/faults`);
    expect(body.faults).toContainEqual({
      level: 'WARNING',
      code: 'NOBODY_IN_UNITS',
      path: 'phases.MATERIAL_REVIEW.stages.0.overdueTo',
      facts: { stage: 'material_review', count: 9, units: expect.any(Array) },
    });
    const gone = late([{ kind: 'PERSON', account: '00000000-0000-7000-8000-000000000009' }]);
    expect(await faults('ROUTE', 'admission-full', gone)).toContain(
      'ERROR PERSON_UNKNOWN phases.MATERIAL_REVIEW.stages.0.overdueTo',
    );
    const owed = late([{ kind: 'COMPANY', role: 'OWNER' }]);
    expect(await faults('ROUTE', 'admission-full', owed)).toContain(
      'ERROR OVERDUE_NOT_POSSIBLE phases.MATERIAL_REVIEW',
    );
  });

  it('leaves to the clock only what a stage offers and people need not do, and no phase kept for people', async () => {
    const byTime = (phase: string) => routeWith(phase, (stage) => ({ ...stage, onOverdue: 'APPROVE' }));
    expect(await faults('ROUTE', 'admission-full', byTime('MATERIAL_REVIEW'))).toContain(
      'ERROR OVERDUE_NOT_POSSIBLE phases.MATERIAL_REVIEW',
    );
    const leaders = byTime('LEADER_APPROVAL');
    const refusals = (await faults('ROUTE', 'admission-full', leaders)).filter((word) => word.startsWith('ERROR'));
    expect(refusals).toEqual([]);
    const policy = await current(writer, 'PROCESS_POLICY', 'ADMISSION');
    const kept = await draft(writer, 'PROCESS_POLICY', 'ADMISSION', {
      ...policy,
      noAutomaticApproval: ['LEADER_APPROVAL'],
    });
    await publish(writer, await api.as('administrator-2.province'), kept);
    expect(await faults('ROUTE', 'admission-full', leaders)).toContain(
      'ERROR AUTOMATIC_APPROVAL_FORBIDDEN phases.LEADER_APPROVAL',
    );
  });

  it('keeps for the system the reasons that it gives by itself', async () => {
    const policy = await current(writer, 'PROCESS_POLICY', 'ADMISSION');
    const label = { zh: '逾期', en: 'Late' };
    for (const code of ['BY_TIME_REJECTED', 'OVERDUE', 'CALENDAR_CHANGED']) {
      const refusalReasons = [...(policy['refusalReasons'] as object[]), { code, label }];
      expect((await faults('PROCESS_POLICY', 'ADMISSION', { ...policy, refusalReasons })).join()).toContain(
        'REASON_RESERVED',
      );
    }
  });

  it('keeps the decision table complete and its names real', async () => {
    const rows = [
      { when: { channelTypes: ['CASTLE'], units: ['county-9999'] }, route: 'admission-none' },
      { when: {}, route: 'admission-full' },
      { when: { riskGrades: ['HIGH'] }, route: 'admission-full' },
    ];
    expect(await faults('DECISION_TABLE', 'ADMISSION', { process: 'ADMISSION', rows })).toEqual([
      'ERROR ROUTE_UNKNOWN rows.0.route',
      'ERROR CHANNEL_TYPE_UNKNOWN rows.0.when.channelTypes',
      'ERROR UNIT_UNKNOWN rows.0.when.units',
      'WARNING UNREACHABLE_ROW rows.2',
    ]);
    const open = { process: 'ADMISSION', rows: [{ when: { amountFrom: 1 }, route: 'admission-full' }] };
    expect(await faults('DECISION_TABLE', 'ADMISSION', open)).toEqual(['ERROR NO_DEFAULT_ROW rows']);
  });

  it('names the rows of a decision table that no case comes to, and cases without a row', async () => {
    const rows = [
      { when: { riskGrades: ['HIGH', 'MEDIUM'] }, route: 'admission-full' },
      { when: { riskGrades: ['HIGH'], units: ['city-01'] }, route: 'admission-full' },
      { when: { channelTypes: ['AGENT'] }, route: 'admission-full' },
    ];
    const version = await draft(writer, 'DECISION_TABLE', 'ADMISSION', { process: 'ADMISSION', rows });
    const { body } = await writer.get<{ faults: object[] }>(`/policy-versions/${version.id}/faults`);
    expect(body.faults).toEqual([
      {
        level: 'ERROR',
        code: 'NO_DEFAULT_ROW',
        path: 'rows',
        facts: {
          count: 2,
          missing: ['county-0101', 'county-0201'].map((unit) => ({
            channelType: expect.any(String),
            riskGrade: 'LOW',
            amount: 0,
            unit,
          })),
        },
      },
      { level: 'WARNING', code: 'UNREACHABLE_ROW', path: 'rows.1', facts: { behind: [0] } },
    ]);
  });

  it('reports for every stage of a route who is left in every unit', async () => {
    const apart = routeWith('LEADER_APPROVAL', (stage) => ({
      ...stage,
      approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
      outcomes: ['APPROVE', 'RETURN'],
      returnTo: [],
    }));
    const version = await draft(writer, 'ROUTE', 'admission-full', apart);
    const { body } = await writer.get<{ publishable: boolean; faults: { code: string }[]; staffing: object[] }>(
      `/policy-versions/${version.id}/faults`,
    );
    expect(body.publishable).toBe(true);
    expect([...new Set(body.faults.map(({ code }) => code))]).toEqual(
      expect.arrayContaining(['RETURN_NOWHERE', 'EXCLUDED_IN_UNITS']),
    );
    expect(body.staffing[2]).toMatchObject({
      phase: 'LEADER_APPROVAL',
      stage: 'county_leader',
      title: { zh: '县分公司领导审批' },
      fewest: 0,
      units: 9,
      onNobody: 'ADMINISTRATOR',
      first: expect.arrayContaining([expect.objectContaining({ code: 'county-0101', reason: 'EXCLUDED' })]),
    });
    expect(body.staffing[0]).toMatchObject({ stage: 'screening_decision', fewest: 1, short: { NOBODY: 0 }, first: [] });
  });

  it('finds template variables that no event gives, and templates that are not there', async () => {
    const words = { subject: '{{ title }}', text: '{{ contractNumber }}' };
    const template = { variables: ['title', 'contractNumber'], zh: words, en: words };
    expect(await faults('MESSAGE_TEMPLATE', 'TASK_OPENED', template)).toEqual(['ERROR VARIABLE_NOT_GIVEN variables']);
    const rule = { to: 'APPLICANT', channels: ['EMAIL'], mutable: false };
    const events = {
      CHANNEL_ACTIVE: [{ ...rule, template: 'NO_SUCH' }],
      APPLICATION_APPROVED: [{ ...rule, template: 'CONTRACT_SIGNED' }],
    };
    expect(await faults('MESSAGE_TABLE', 'ADMISSION', { process: 'ADMISSION', events })).toEqual([
      'ERROR TEMPLATE_UNKNOWN events.CHANNEL_ACTIVE.0.template',
      'ERROR VARIABLE_NOT_GIVEN events.APPLICATION_APPROVED.0.template',
    ]);
  });

  it('passes on what the calendar and the contract template say', async () => {
    const calendar = await current(writer, 'CALENDAR', 'CN');
    expect(await faults('CALENDAR', 'CN', { ...calendar, knownUntil: '2027-12-31' })).toEqual([
      'WARNING YEAR_WITHOUT_HOLIDAYS days.2027',
    ]);
    expect(await faults('CALENDAR', 'CN', { ...calendar, timeZone: 'Mars/Olympus' })).toContain(
      'ERROR TIME_ZONE_UNKNOWN timeZone',
    );
    const template = await current(writer, 'CONTRACT_TEMPLATE', 'default');
    const kinds = template['mandatoryKinds'] as string[];
    const lawless = { ...template, mandatoryKinds: kinds.filter((kind) => kind !== 'REAL_NAME_DUTY') };
    expect(await faults('CONTRACT_TEMPLATE', 'default', lawless)).toEqual([
      'ERROR KIND_REQUIRED_BY_LAW REAL_NAME_DUTY',
    ]);
  });

  it('finds refusal reasons that are used and not there', async () => {
    const policy = await current(writer, 'PROCESS_POLICY', 'ADMISSION');
    const reapply = { after: { n: 6, unit: 'MONTH' }, atOnceReasons: ['BAD_HAIR_DAY'] };
    expect(await faults('PROCESS_POLICY', 'ADMISSION', { ...policy, reapply })).toEqual([
      'ERROR REASON_UNKNOWN reapply.atOnceReasons.0',
    ]);
  });

  it('stands in the way of a submission, with every fault', async () => {
    const version = await draft(writer, 'CHECKLIST', 'AGENT', { channelType: 'COOP_HALL', items: [] });
    expect(await step(writer, version, 'submit', 1)).toMatchObject({
      status: 422,
      body: { code: 'POLICY_INVALID', facts: { issues: [{ code: 'TOO_SMALL', path: 'items' }] } },
    });
    expect((await writer.get(`/policy-versions/${version.id}`)).body).toMatchObject({ state: 'DRAFT', version: 1 });
  });
});

describe('in production mode', () => {
  let production: TestApi;
  beforeAll(async () => {
    production = await startApi({ db: api.db, environment: { QUDAO_MODE: 'production' } });
  });
  afterAll(async () => {
    await production.close();
  });

  it('a deadline in seconds is refused', async () => {
    const administrator = await production.as('administrator.province');
    const hasty = routeWith('MATERIAL_REVIEW', (stage) => ({ ...stage, due: { n: 5, unit: 'SECOND' } }));
    const version = await draft(administrator, 'ROUTE', 'admission-full', hasty);
    expect(await faultsOf(administrator, version)).toContain(
      'ERROR DURATION_UNIT_REFUSED phases.MATERIAL_REVIEW.stages.0.due',
    );
    expect(await step(administrator, version, 'submit', 1)).toMatchObject({
      status: 422,
      body: { code: 'DURATION_UNIT_REFUSED', facts: { n: 5, unit: 'SECOND' } },
    });
  });
});
