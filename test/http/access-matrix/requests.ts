import { DEMO_PASSWORD } from '../../support/api.ts';
import { FORM } from '../admission/samples.ts';
import type { Records } from './records.ts';

export interface RequestParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
}

/**
 * How each operation is asked: well-formed, so that the answer is about who asks, and such that nothing happens that a later
 * question depends on. Whoever may change something is refused by the state of the record, or by its version.
 */
export function requestsOf(records: Records): Readonly<Record<string, RequestParts>> {
  const request = { caseId: records.requestCaseId };
  const draft = { caseId: records.draftCaseId };
  const application = { unitId: records.countyId, site: { name: '人民路营业点', address: '人民路1号' }, form: FORM };
  const member = { companyId: records.companyId, accountId: records.ownerId };
  const staff = { accountId: records.staffId };
  const reason = { reasonCode: 'FRAUD', reason: '伪造材料' };
  const names = { nameZh: '城南区', nameEn: 'Chengnan' };
  return {
    changePassword: { body: { currentPassword: 'x' } },
    giveConsent: { body: { noticeId: records.noticeId } },
    setLocale: { body: {} },
    saveWorkSettings: { body: { muted: [{ topic: 'OUTCOMES' }] } },
    foundCompany: { body: newCompany() },
    addMember: { body: { email: 'owner.0001@example.com', roles: ['OPERATOR'] } },
    inviteMemberAgain: { params: member },
    setMemberRoles: { params: member, body: { roles: ['SIGNER'] } },
    removeMember: { params: member },
    renameUnit: { body: names },
    moveUnit: { body: { parentId: records.countyId } },
    setUnitHead: { body: { accountId: null } },
    readStaff: { params: staff },
    inviteStaffAgain: { params: staff },
    disableStaff: { params: staff, body: {} },
    enableStaff: { params: staff },
    grantRole: { params: staff, body: { role: 'CHANNEL_MANAGER', unitId: records.staffUnitId } },
    endRole: { params: { ...staff, assignmentId: records.assignmentId }, body: {} },
    previewHandOver: { params: staff, body: { to: records.staffId } },
    orderHandOver: { params: staff, body: { to: records.staffId, reason: '离职' } },
    issueToken: { params: { accountId: records.serviceId }, body: { name: '备用', scopes: ['registry:read'] } },
    revokeToken: { params: { accountId: records.serviceId, tokenId: records.tokenId } },
    registerWebhook: { body: { name: '办公系统', url: 'https://192.168.0.1/hooks', events: ['task.opened'] } },
    changeWebhook: { body: { state: 'PAUSED' } },
    removeWebhook: { params: { webhookId: records.spareWebhookId } },
    startApplication: { body: { ...application, companyId: records.companyId, channelType: 'NO_SUCH_TYPE' } },
    'getApplication:draft': { params: draft },
    saveApplication: { params: draft, body: application },
    listApplicationChoices: { params: draft },
    submitApplication: { params: draft, body: { declaration: false } },
    saveItem: { params: draft, body: { number: 'A-1' } },
    addItemFile: { params: draft, body: {} },
    removeItemFile: { params: { caseId: records.reviewCaseId, fileId: records.fileId } },
    'removeItemFile:gone': { params: draft },
    saveVerdicts: { body: { taskId: records.reviewTaskId, verdicts: [{ code: 'NO_SUCH_ITEM', verdict: 'PASSED' }] } },
    unmaskContact: { body: { reasonCode: 'CONTACT_PARTNER' } },
    getCaseContract: { params: { caseId: records.signingCaseId } },
    saveCaseContract: { params: { caseId: records.draftingCaseId }, body: { values: {} } },
    signContract: {
      params: { taskId: records.signingTaskId },
      body: { password: DEMO_PASSWORD, sha256: records.contractSha256 },
    },
    verifyContract: { body: { sha256: records.contractSha256 } },
    withdrawCase: { params: { caseId: records.withdrawnCaseId } },
    writeComment: { params: { caseId: records.withdrawnCaseId }, body: { body: '请知悉' } },
    askQuestion: { params: { caseId: records.withdrawnCaseId }, body: { to: records.ownerId, body: '请知悉' } },
    addAttachment: { params: { caseId: records.withdrawnCaseId }, body: {} },
    sendCopies: { body: { to: [records.ownerId] } },
    answerQuestion: { body: { body: '请知悉' } },
    decideTask: { body: { outcome: 'APPROVE' } },
    previewDecisionLink: { body: {} },
    decideByLink: { body: {} },
    cancelCase: { params: { caseId: records.withdrawnCaseId }, body: { reason: '重复立案' } },
    moveCase: { params: { caseId: records.withdrawnCaseId }, body: { phase: 'SIGNING', reason: '重办' } },
    wakeCase: { params: { caseId: records.withdrawnCaseId }, body: { phase: 'SIGNING', reason: '重办' } },
    previewRouteVersion: {
      params: { caseId: records.withdrawnCaseId },
      body: { policyVersionId: records.versionId },
    },
    setRouteVersion: {
      params: { caseId: records.withdrawnCaseId },
      body: { policyVersionId: records.versionId, reason: '新版生效' },
    },
    previewRouteMoves: { body: { policyVersionId: records.versionId } },
    previewRouteMovesOfCases: { body: { policyVersionId: records.versionId } },
    orderRouteMoves: { body: { policyVersionId: records.versionId, reason: '新版生效' } },
    decideInBulk: { body: { taskIds: [records.draftCaseId], decision: { outcome: 'APPROVE' } } },
    makeSubstitution: { body: { substituteId: records.staffId, to: '2026-01-01T00:00:00Z', reason: '休假' } },
    postponeTask: { body: { dueAt: '2000-01-01T00:00:00Z', reason: '材料多' } },
    saveInboxFilter: { body: { name: '大额', search: { list: 'pools' } } },
    changeInboxFilter: { body: { name: '大额', search: { list: 'pools' } } },
    takeNext: { body: { stage: 'nosuchstage' } },
    setPriority: { body: { priority: 80, reason: '年底前办结' } },
    confirmDuty: { body: { accepted: true } },
    delegateTask: { body: { to: records.ownerId, reason: '请代为核实' } },
    recommend: { params: { taskId: records.delegatedTaskId }, body: { outcome: 'APPROVE', reason: '材料齐全' } },
    addSigners: { body: { people: [records.ownerId], place: 'BESIDE', reason: '请复核' } },
    removeSigner: { params: { taskId: records.reviewTaskId, signerTaskId: records.signerTaskId } },
    transferTask: { body: { to: records.ownerId, reason: '出差' } },
    supplementTask: { params: { taskId: records.supplementTaskId }, body: { declaration: false } },
    readRequestKind: { params: { code: 'COMPANY_CHANGE' } },
    startRequest: { body: { kind: 'COMPANY_CHANGE', companyId: records.companyId } },
    readRequest: { params: request },
    saveRequest: { params: request, body: { values: {} } },
    addRequestFile: { params: request, body: {} },
    submitRequest: { params: request, body: { declaration: false } },
    readTaskForm: { params: { taskId: records.requestTaskId } },
    saveTaskForm: { params: { taskId: records.requestTaskId }, body: { values: {} } },
    addTaskFormFile: { params: { taskId: records.requestTaskId }, body: {} },
    acknowledgePublication: { body: { version: 99 } },
    unmaskCompany: { body: { fields: ['PHONE'], reasonCode: 'CONTACT_PARTNER' } },
    readPolicySchema: { params: { schema: 'route' } },
    listPolicyVersions: { params: { kind: 'CALENDAR', key: 'CN' } },
    dryRunPolicyVersion: { params: { versionId: records.routeVersionId }, query: `caseId=${records.reviewCaseId}` },
    diffPolicyVersions: { query: `to=${records.versionId}` },
    editPolicyDraft: { body: { body: {} } },
    publishPolicyVersion: { body: {} },
    rejectPolicyVersion: { body: { reason: '不完整' } },
    decideListing: { body: { decision: 'LIST' } },
    proposeRemoval: { body: reason },
    decideRemoval: { body: { decision: 'REMOVE' } },
    createRoster: { body: { kind: 'GROUP', unitId: records.countyId, code: 'MATRIX', ...names } },
    renameRoster: { body: names },
    setRosterClosed: { body: { closed: true } },
    addRosterMember: { body: { accountId: records.staffId } },
    endRosterMember: { body: {} },
    declareConflict: { body: { caseId: records.withdrawnCaseId, relation: 'OTHER' } },
    withdrawConflict: { body: { reason: '关系已解除' } },
    readAuditEntry: { params: { chain: `case:${records.reviewCaseId}`, seq: '1' } },
    uploadImport: { query: 'kind=REGISTRY' },
    'uploadImport:credit': { query: 'kind=CREDIT' },
    listImports: { query: 'kind=REGISTRY' },
    'listImports:credit': { query: 'kind=CREDIT' },
    downloadImportTemplate: { query: 'kind=REGISTRY' },
  };
}

/** Where a request says nothing else. */
export function commonParams(records: Records): Readonly<Record<string, string>> {
  return {
    caseId: records.reviewCaseId,
    taskId: records.reviewTaskId,
    code: records.itemCode,
    unitId: records.countyId,
    ...records,
  };
}

/** Complete, except that no such resident id can be. */
function newCompany() {
  return {
    creditCode: '91990000MA0000000A',
    name: '无此企业',
    subjectKind: 'ENTERPRISE',
    legalRepresentative: { name: '单雄信', residentId: '1' },
  };
}
