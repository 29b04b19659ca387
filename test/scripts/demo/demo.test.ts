import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoryResult } from '../../../scripts/demo/run-demo.ts';
import type { StoryCode } from '../../../scripts/demo/story.ts';
import { bodyTextOf } from '../../documents/read-pdf.ts';
import type { Answer } from '../../support/api.ts';
import { tellDemo, type ToldDemo } from './told-demo.ts';
import type { Application, CaseView, Contract, Entry, Ledger, Screening } from './views.ts';

const STORIES = ['a', 'b', 'c', 'd', 'e'] as const;

let demo: ToldDemo;

/** All stories are told once; every test looks at what they left in the product. */
beforeAll(async () => {
  demo = await tellDemo(STORIES);
}, 300_000);

afterAll(() => demo.close());

describe('the demonstration', () => {
  it('tells every story to its end', () => {
    expect([...demo.results.values()].map(({ error }) => error)).toEqual(STORIES.map(() => null));
  });

  it.each([
    ['a', 'ACTIVE'],
    ['b', 'REJECTED'],
    ['c', 'REJECTED'],
    ['d', 'EXPIRED'],
    ['e', 'WITHDRAWN'],
  ] as const)('leaves the case of story %s %s in the product', async (story, end) => {
    expect(await readCase(story)).toMatchObject({ state: end, outcome: end, progress: 'DONE', openTasks: [] });
  });

  it('says of every step who did it and what the case was then', () => {
    const steps = demo.lines.filter((line) => /^ {1,2}\d+ {2}/.test(line));
    expect(steps.length).toBe(sumOf(({ steps: count }) => count));
    expect(steps.filter((line) => /\[[A-Z_]+\]$/.test(line)).length).toBeGreaterThan(steps.length / 2);
    expect(demo.lines.join('\n')).toMatch(/（审批人，临江市分公司）：拒绝/);
  });

  it('reads back from the mail catcher every mail that the ledger calls sent', async () => {
    const administrator = await demo.api.as('administrator.province');
    for (const result of demo.results.values()) {
      const ledger = await administrator.get<Ledger>(
        `/message-ledger?channel=EMAIL&limit=100&caseId=${String(result.caseId)}`,
      );
      expect(new Set(ledger.body.items.map(({ state }) => state))).toEqual(new Set(['SENT']));
      expect(result.mails).toBeGreaterThanOrEqual(ledger.body.items.length);
    }
  });

  it('leaves the rules of admission as they were', async () => {
    const administrator = await demo.api.as('administrator.province');
    const versions = await administrator.get<{ items: { id: string; number: number }[] }>(
      '/policies/PROCESS_POLICY/ADMISSION/versions',
    );
    const [last, short, first] = versions.body.items;
    const bodies = [];
    for (const version of [last, short, first]) {
      bodies.push((await administrator.get(`/policy-versions/${String(version?.id)}`)).body['body']);
    }
    expect(versions.body.items.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(bodies[0]).toEqual(bodies[2]);
    expect(bodies[1]).toMatchObject({ supplement: { window: { unit: 'SECOND' } } });
  });
});

describe('an application', () => {
  it('[ADM-01] is filed by an applicant with proofs of qualification and a plan, saved and resumed', async () => {
    const { body } = await demo.read<Application>('a', '/applications/');
    expect(body.form.plan).toContain('城南区');
    expect(body.items.filter(({ required }) => required).every(({ files }) => files.length > 0)).toBe(true);
    expect(body.items.find(({ code }) => code === 'BUSINESS_LICENCE')).toMatchObject({
      number: expect.stringMatching(/^91990000/),
      files: [{ mime: 'application/pdf' }],
    });
    expect(demo.lines.join('\n')).toMatch(/重新登录，从列表找到草稿/);
  });

  it('[ADM-02] is declared to be true, goes back for one proof, and is supplemented', async () => {
    const { body } = await demo.read<Application>('a', '/applications/');
    const timeline = await actionsOf('a');
    expect(Date.parse(body.declaredAt)).toBeGreaterThan(Date.parse(body.submittedAt));
    expect(timeline.filter((action) => action === 'SUPPLEMENTED')).toHaveLength(1);
    expect(body.items.filter(({ required }) => required).map(({ verdict }) => verdict)).toEqual(
      Array(6).fill('PASSED'),
    );
    expect(demo.lines.join('\n')).toContain('DECLARATION_MISSING');
  });

  it('[ADM-02] ends when its supplement does not come in time', async () => {
    const { phases } = await readCase('d');
    expect(phases.at(-1)).toMatchObject({ name: 'MATERIAL_REVIEW', outcome: 'EXPIRED' });
    expect(await subjectsTo('d')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^提醒：/), expect.stringMatching(/^申请已过期/)]),
    );
  });

  it('[ADM-06] ends with a mail to the applicant, approval and refusal alike', async () => {
    expect(await subjectsTo('a')).toEqual(expect.arrayContaining([expect.stringMatching(/^申请已通过审批/)]));
    const refusal = (await demo.mailsTo('c')).find(({ subject }) => subject.startsWith('申请未通过'));
    expect(refusal?.text).toContain('该街区三百米内已有两家合作网点。');
    expect(refusal?.text).toMatch(/您可以从\d+年\d+月\d+日起重新申请/);
    expect(refusal?.text).toMatch(/如有异议，请在.*前联系：.+/);
  });

  it('[ADM-07] leads to a contract only after every leader, and to a channel only after both have signed', async () => {
    const { phases, channelId } = await readCase('a');
    expect(phases.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['SCREENING', 'PASSED'],
      ['MATERIAL_REVIEW', 'APPROVED'],
      ['LEADER_APPROVAL', 'APPROVED'],
      ['CONTRACTING', 'APPROVED'],
      ['SIGNING', 'APPROVED'],
    ]);
    const administrator = await demo.api.as('administrator.province');
    const channel = await administrator.get(`/channels/${String(channelId)}`);
    expect(channel.body).toMatchObject({ state: 'ACTIVE', typeCode: 'AGENT', caseId: demo.results.get('a')?.caseId });
    for (const story of ['b', 'c', 'd', 'e'] as const) {
      expect((await readCase(story)).channelId).toBeNull();
      expect((await demo.read(story, '/cases/', '/contract')).status).toBe(404);
    }
  });

  it('[ADM-17] is stopped when its legal representative is on the blacklist', async () => {
    const { body } = await demo.read<Screening>('b', '/cases/', '/screening');
    expect(body.checks.filter(({ result }) => result === 'BLOCK').map(({ check }) => check)).toEqual([
      'BLACKLIST_LEGAL_REP',
    ]);
    expect((await readCase('b')).phases.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['SCREENING', 'BLOCKED'],
    ]);
  });
});

describe('what the screening asks', () => {
  it('[CRD-03] finds the blacklist entry with its reason, its date and the second person who confirmed it', async () => {
    const officer = await demo.api.as('compliance-officer.province');
    const { body } = await officer.get<{ items: Entry[] }>(`/blacklist?text=${encodeURIComponent('钱不实')}`);
    const [entry] = body.items;
    expect(entry).toMatchObject({ state: 'LISTED', reasonCode: 'FRAUD', reason: expect.any(String) });
    expect(entry?.listedAt).toEqual(expect.any(String));
    expect(entry?.decidedBy).not.toBe(entry?.proposedBy);
  });

  it('[CRD-05] gives the grade of the credit registry, and asks a person where it has none', async () => {
    const graded = await demo.read<Screening>('a', '/cases/', '/screening');
    const unknown = await demo.read<Screening>('c', '/cases/', '/screening');
    expect(inquiryOf(graded)).toMatchObject({ result: 'PASS', detail: { grade: 'A' } });
    expect(inquiryOf(unknown)).toMatchObject({ result: 'MANUAL', detail: { kind: 'NOT_FOUND' } });
    expect((await readCase('c')).phases[0]).toMatchObject({ name: 'SCREENING', outcome: 'APPROVED' });
  });
});

describe('the contract', () => {
  it('[CTR-01] is signed by the operator, then by the partner, over the very bytes that are downloaded', async () => {
    const { body } = await demo.read<Contract>('a', '/cases/', '/contract');
    expect(body.state).toBe('EFFECTIVE');
    expect(body.signatures.map(({ side, sha256 }) => [side, sha256])).toEqual([
      ['OPERATOR', body.document.sha256],
      ['PARTNER', body.document.sha256],
    ]);
    expect(demo.lines.join('\n')).toContain(body.document.sha256);
    expect(bodyTextOf(await downloadContract(body))).toContain('王㛃𠮷');
  });

  it('[CTR-03] is not released without its clauses on term, target and sales policy', async () => {
    const { body } = await demo.read<Contract>('a', '/cases/', '/contract');
    expect(demo.lines.join('\n')).toMatch(/CLAUSES_INCOMPLETE.*TERM.*TARGET.*SALES_POLICY/);
    expect(mandatoryKinds(body)).toEqual(expect.arrayContaining(['TERM', 'TARGET', 'SALES_POLICY']));
    expect(body.gate).toMatchObject({ ready: true, clauses: [] });
  });

  it('[CTR-05] states supply, prices, promotion, marketing, after-sales and how benefits are shared', async () => {
    const { body } = await demo.read<Contract>('a', '/cases/', '/contract');
    const kinds = ['SUPPLY', 'PRICING', 'PROMOTION', 'MARKETING', 'AFTER_SALES', 'BENEFIT_SHARING'];
    expect(mandatoryKinds(body)).toEqual(expect.arrayContaining(kinds));
    const text = bodyTextOf(await downloadContract(body));
    for (const value of ['公司统一配送至经营场地', '执行公司统一资费', '6.5', '0000-10000000'])
      expect(text).toContain(value);
  });
});

async function readCase(story: StoryCode): Promise<CaseView> {
  return (await demo.read<CaseView>(story, '/cases/')).body;
}

async function actionsOf(story: StoryCode): Promise<string[]> {
  const { body } = await demo.read<{ items: { action: string }[] }>(story, '/cases/', '/timeline?limit=200');
  return body.items.map(({ action }) => action);
}

async function subjectsTo(story: StoryCode): Promise<string[]> {
  return (await demo.mailsTo(story)).map(({ subject }) => subject);
}

async function downloadContract({ document }: Contract): Promise<Buffer> {
  const administrator = await demo.api.as('administrator.province');
  return (await administrator.get(`/files/${document.fileId}`)).bytes;
}

function inquiryOf({ body }: Answer<Screening>) {
  return body.checks.find(({ check }) => check === 'CREDIT_INQUIRY');
}

function mandatoryKinds({ template }: Contract): string[] {
  return template.clauses.filter(({ mandatory }) => mandatory).map(({ kind }) => kind);
}

function sumOf(count: (result: StoryResult) => number): number {
  return [...demo.results.values()].reduce((sum, result) => sum + count(result), 0);
}
