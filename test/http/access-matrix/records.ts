import { randomUUID } from 'node:crypto';
import { contractRow, draftingCase, openTask as openStage, signingCase } from '../../contracts/contract-case.ts';
import { closeCase } from '../../../src/processes/close-case.ts';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { promotion } from '../../replay/request-paths.ts';
import { noticeId } from '../accounts/support.ts';
import { tellOfTask } from '../../messages/ledger.ts';
import type { TestApi } from '../../support/api.ts';
import { fillItem, givenSubmitted, readItems, startDraft, unitId, companyId } from '../admission/drafts.ts';
import { decide, givenReview, passItems, saveVerdicts } from '../admission/reviews.ts';
import { csv, registryRow, REGISTRY_HEADER, upload } from '../imports/lists.ts';

export type Records = Awaited<ReturnType<typeof givenRecords>>;

/** What the matrix is asked about: of company 0001 and of county 0101, unless a name says otherwise. */
export async function givenRecords(api: TestApi) {
  const review = await givenReview(api);
  await done(review.reviewer.post(`/tasks/${review.taskId}/claim`));
  return {
    companyId: await companyId(api, '0001'),
    countyId: await unitId(api, 'county-0101'),
    reviewCaseId: review.caseId,
    reviewTaskId: review.taskId,
    signerTaskId: await givenSigner(api, review.taskId),
    fileId: await fileOf(api, review.caseId),
    delegatedTaskId: await givenDelegated(api),
    ...(await givenReturned(api)),
    ...(await givenDraft(api)),
    withdrawnCaseId: await givenWithdrawn(api),
    ...(await givenRequest(api)),
    publicationId: await givenPublication(api),
    ...(await givenContracts(api)),
    ...(await givenStaff(api)),
    ...(await givenService(api)),
    ...(await givenPeople(api)),
    ...(await givenWebhooks(api, review.caseId)),
    batchId: await givenBatch(api),
    commentId: await givenQuestion(api, review.caseId),
    copyId: await givenCopy(api, review.caseId),
    noticeId: await noticeId(api),
    messageId: await givenMessage(api),
    versionId: await givenPolicyDraft(api),
    routeVersionId: await routeVersion(api),
    entryId: await givenBlacklisted(api),
    importId: await givenImport(api),
    conflictId: await givenConflict(api),
    ...(await givenRosterOf(api)),
    substitutionId: await givenSubstitution(api),
    filterId: await givenFilter(api),
    channelId: (await api.db.sql.one<{ id: string }>('SELECT id FROM channel ORDER BY id LIMIT 1')).id,
  };
}

/** Beside the reviewer somebody whom no caller of the matrix is. */
async function givenSigner(api: TestApi, taskId: string): Promise<string> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const { staffId } = await givenStaff(api);
  const body = { people: [staffId], place: 'BESIDE', reason: '请复核' };
  const added = await done(reviewer.post<{ signers: { taskId: string }[] }>(`/tasks/${taskId}/signers`, body));
  return added.body.signers[0]?.taskId ?? '';
}

/** The county's leader works on it for the reviewer. */
async function givenDelegated(api: TestApi): Promise<string> {
  const { reviewer, taskId } = await givenReview(api);
  const { id: to } = await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [
    'leader.county-0101',
  ]);
  await done(reviewer.post(`/tasks/${taskId}/delegation`, { to, reason: '请代为核实' }));
  return taskId;
}

/** Its applicant owes a supplement. */
async function givenReturned(api: TestApi) {
  const review = await givenReview(api);
  await passItems(review);
  const [item] = (await readItems(review)).filter(({ required }) => required);
  const reason = '营业执照不清晰';
  await done(saveVerdicts(review, [{ code: item?.code, verdict: 'RETURNED', remark: reason }]));
  await done(decide(review, { outcome: 'RETURN', returnTo: 'applicant', reason }));
  const { id } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM task WHERE case_id = $1 AND state = 'OPEN' AND stage_key = 'supplement'`,
    [review.caseId],
  );
  return { supplementTaskId: id };
}

async function givenDraft(api: TestApi) {
  const draft = await startDraft(api);
  const [item] = (await readItems(draft)).filter(({ required, minFiles }) => required && minFiles > 0);
  if (item === undefined) throw new Error('No proof asks for a file');
  await fillItem(draft, item);
  return { draftCaseId: draft.caseId, itemCode: item.code };
}

async function givenWithdrawn(api: TestApi): Promise<string> {
  const { caseId, owner } = await givenSubmitted(api);
  await done(owner.post(`/cases/${caseId}/withdrawal`));
  return caseId;
}

/** In front of the county's reviewer. */
async function givenRequest(api: TestApi) {
  const owner = await api.as('owner.0001@example.com');
  const values = { items: ['PHONE'], newPhone: '0571-88880000' };
  const body = { kind: 'COMPANY_CHANGE', companyId: await companyId(api, '0001'), values };
  const { caseId } = (await done(owner.post<{ caseId: string }>('/requests', body))).body;
  await done(owner.post(`/requests/${caseId}/submission`, { declaration: true }));
  await openPhase(api.db.pool, { caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });
  return { requestCaseId: caseId, requestTaskId: await openStage(api, caseId) };
}

/** Of the county's reviewer, for its channel manager. */
async function givenPublication(api: TestApi): Promise<string> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const body = await promotion(api, { roles: ['CHANNEL_MANAGER'] });
  const { caseId } = (await done(reviewer.post<{ caseId: string }>('/requests', body))).body;
  await done(reviewer.post(`/requests/${caseId}/submission`, {}));
  await closeCase(api.db.pool, { caseId, generation: 1, seq: 1, outcome: 'DONE' });
  const { id } = await api.db.sql.one<{ id: string }>('SELECT id FROM publication WHERE case_id = $1', [caseId]);
  return id;
}

async function givenContracts(api: TestApi) {
  const signing = await signingCase(api);
  const drafting = await draftingCase(api);
  const { id, sha256 } = await contractRow(api, signing.caseId);
  if (sha256 === null) throw new Error('The contract has no document');
  const decision = await api.db.sql.one<{ id: string }>(
    `SELECT d.id FROM decision d JOIN account a ON a.id = d.account_id WHERE d.case_id = $1 AND a.login = 'leader.county-0101'`,
    [signing.caseId],
  );
  return {
    signingCaseId: signing.caseId,
    signingTaskId: await openStage(api, signing.caseId),
    contractId: id,
    contractSha256: sha256,
    decisionId: decision.id,
    draftingCaseId: drafting.caseId,
  };
}

/** Somebody whom no caller of the matrix is. */
async function givenStaff(api: TestApi) {
  const row = await api.db.sql.one<{ staffId: string; assignmentId: string; staffUnitId: string }>(
    `SELECT a.id AS "staffId", r.id AS "assignmentId", r.unit_id AS "staffUnitId"
     FROM account a JOIN role_assignment r ON r.account_id = a.id WHERE a.login = 'channel-manager.county-0303'`,
  );
  return row;
}

async function givenService(api: TestApi) {
  const admin = await api.as('administrator.province');
  const body = { login: 'service-matrix', name: '对接系统' };
  const { accountId } = (await done(admin.post<{ accountId: string }>('/service-accounts', body))).body;
  const token = { name: '生产', scopes: ['registry:read'] };
  const issued = await done(admin.post<{ tokenId: string }>(`/service-accounts/${accountId}/tokens`, token));
  return { serviceId: accountId, tokenId: issued.body.tokenId };
}

/** Nobody sends from here. */
async function givenWebhooks(api: TestApi, caseId: string) {
  const admin = await api.as('administrator.province');
  const body = { name: '办公系统', url: 'https://oa.example/hooks', events: ['task.opened'] };
  const register = async () =>
    (await done(admin.post<{ webhookId: string }>('/webhooks', body, { key: randomUUID() }))).body.webhookId;
  const webhookId = await register();
  const { id } = await api.db.sql.one<{ id: string }>(
    `INSERT INTO webhook_delivery (webhook_id, event_id, event, case_id, payload, created_at) VALUES ($1, $2, 'task.opened', $3, '{}', now()) RETURNING id`,
    [webhookId, randomUUID(), caseId],
  );
  return { webhookId, deliveryId: id, spareWebhookId: await register() };
}

async function givenPeople(api: TestApi) {
  const { id } = await api.db.sql.one<{ id: string }>(`SELECT id FROM account WHERE login = 'owner.0001@example.com'`);
  return { ownerId: id };
}

/** Ordered by the county's leader; nobody runs it. */
async function givenBatch(api: TestApi): Promise<string> {
  const leader = await api.as('leader.county-0101');
  const { body } = await leader.post('/tasks/bulk-decisions', {
    taskIds: [randomUUID()],
    decision: { outcome: 'APPROVE' },
  });
  return String(body['batchId']);
}

/** Heard by everybody, asked by the reviewer of the leader. */
async function givenQuestion(api: TestApi, caseId: string): Promise<string> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const { id: to } = await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [
    'leader.county-0101',
  ]);
  const body = { to, body: '材料是否齐全？', audience: 'EVERYBODY' };
  return (await done(reviewer.post<{ commentId: string }>(`/cases/${caseId}/questions`, body))).body.commentId;
}

/** Sent by the reviewer to the leader. */
async function givenCopy(api: TestApi, caseId: string): Promise<string> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const { id } = await api.db.sql.one<{ id: string }>(`SELECT id FROM account WHERE login = 'leader.county-0101'`);
  const { body } = await done(reviewer.post<{ copyIds: string[] }>(`/cases/${caseId}/copies`, { to: [id] }));
  return body.copyIds[0] ?? '';
}

async function givenMessage(api: TestApi): Promise<string> {
  const ref = await tellOfTask(api.db, { logins: ['channel-reviewer.county-0101'] });
  const { id } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM message WHERE channel = 'IN_APP' AND dedupe_key LIKE '%' || $1 || '%'`,
    [ref],
  );
  return id;
}

async function givenPolicyDraft(api: TestApi): Promise<string> {
  const writer = await api.as('administrator-2.province');
  const { items } = (await writer.get<{ items: { currentId: string }[] }>('/policies?kind=CALENDAR')).body;
  const body = { kind: 'CALENDAR', key: 'CN', copyFrom: items[0]?.currentId };
  return (await done(writer.post<{ id: string }>('/policy-versions', body))).body.id;
}

async function routeVersion(api: TestApi): Promise<string> {
  const { id } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = 'admission-full' AND state = 'PUBLISHED'`,
  );
  return id;
}

async function givenBlacklisted(api: TestApi): Promise<string> {
  const officer = await api.as('compliance-officer-2.province');
  const body = { person: { name: '单雄信' }, reasonCode: 'FRAUD', reason: '伪造材料' };
  const { entryIds } = (await done(officer.post<{ entryIds: string[] }>('/blacklist', body))).body;
  return entryIds[0] ?? '';
}

async function givenRosterOf(api: TestApi) {
  const admin = await api.as('administrator.province');
  const roster = {
    kind: 'GROUP',
    unitId: await unitId(api, 'county-0101'),
    code: 'PANEL',
    nameZh: '评审组',
    nameEn: 'Panel',
  };
  const { rosterId } = (await done(admin.post<{ rosterId: string }>('/rosters', roster))).body;
  const { id: accountId } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM account WHERE login = 'channel-manager.county-0303'`,
  );
  const { memberId } = (await done(admin.post<{ memberId: string }>(`/rosters/${rosterId}/members`, { accountId })))
    .body;
  return { rosterId, memberId };
}

/** Between two people whom no caller of the matrix is, and over. */
async function givenSubstitution(api: TestApi): Promise<string> {
  const principal = await api.as('channel-manager.county-0303');
  const { id } = await api.db.sql.one<{ id: string }>(`SELECT id FROM account WHERE login = 'leader.county-0303'`);
  const to = new Date(Date.now() + 86_400_000).toISOString();
  const wanted = { substituteId: id, to, reason: '休假' };
  const { substitutionId } = (await done(principal.post<{ substitutionId: string }>('/substitutions', wanted))).body;
  await done(principal.post(`/substitutions/${substitutionId}/revocation`));
  return substitutionId;
}

/** Of the county's leader. */
async function givenFilter(api: TestApi): Promise<string> {
  const leader = await api.as('leader.county-0101');
  const wanted = { name: '我的筛选', search: { list: 'mine' } };
  return (await done(leader.post<{ filterId: string }>('/inbox-filters', wanted))).body.filterId;
}

/** Of the reviewer, with a company that no case of the matrix is about; withdrawn again. */
async function givenConflict(api: TestApi): Promise<string> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const declaration = { companyId: await companyId(api, '0002'), relation: 'OTHER' };
  const { conflictId } = (await done(reviewer.post<{ conflictId: string }>('/conflicts', declaration))).body;
  await done(reviewer.post(`/conflicts/${conflictId}/withdrawal`, { reason: '误报' }));
  return conflictId;
}

/** A list with a fault, so that nobody can apply it. */
async function givenImport(api: TestApi): Promise<string> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const faulty = registryRow(1, 'no-such-unit');
  const { body } = await done(upload(reviewer, csv([REGISTRY_HEADER, faulty])));
  return body.importId;
}

async function fileOf(api: TestApi, caseId: string): Promise<string> {
  const { id } = await api.db.sql.one<{ id: string }>(
    'SELECT file_id AS id FROM item_file WHERE case_id = $1 ORDER BY file_id LIMIT 1',
    [caseId],
  );
  return id;
}

async function done<Told extends { readonly status: number; readonly body: unknown }>(
  answer: Promise<Told>,
): Promise<Told> {
  const told = await answer;
  if (told.status >= 300) throw new Error(`${told.status} ${JSON.stringify(told.body)}`);
  return told;
}
