import { CALLERS, MACHINES, STAFF, type CallerName } from './callers.ts';

type Names = readonly (CallerName | Names)[];

/**
 * What a route answers, written by what each role is there for (ORG-01) and not taken from the code. Whoever is named nowhere in
 * a line is refused: nobody is asked to log in, anybody else is told that this is not theirs to do.
 */
export interface Expectation {
  /** Gets past every check of who they are. */
  readonly pass: Names;
  /** May call the route, but the record is none of their business: as if it were not there. */
  readonly hidden?: Names;
  /** See the record, but what is to be done with it is somebody else's. */
  readonly notHolder?: Names;
}

const COMPANY: Names = ['owner', 'operator', 'signer'];
const APPLICANTS: Names = ['owner', 'operator'];
const NEIGHBOURS: Names = ['channel-reviewer.county-0102', 'leader.city-02'];
const STRANGERS: Names = ['rival', ...NEIGHBOURS];

const role = (name: string): readonly CallerName[] => STAFF.filter((login) => login.startsWith(`${name}.`));
const without = (names: Names, ...fewer: Names): readonly CallerName[] =>
  namesIn(names).filter((name) => !namesIn(fewer).includes(name));

const ADMINISTRATOR = role('administrator');
const AUDITOR = role('auditor');
const CHANNEL_MANAGER = role('channel-manager');
const CHANNEL_REVIEWER = role('channel-reviewer');
const COMPLIANCE = role('compliance-officer');
const CONTRACT_OFFICER = role('contract-officer');
const LEADER = role('leader');
const RISK_OFFICER = role('risk-officer');
const REVIEWER = 'channel-reviewer.county-0101';

/** Staff whose unit covers the county of the records. */
const OFFICE = without(STAFF, NEIGHBOURS);
/** Everybody who may have tasks; an auditor only reads. */
const WORKERS = without(STAFF, AUDITOR);
/** Of counties, cities and the province their leaders; of departments the first of those who work there. */
const HEADS = STAFF.filter((login) =>
  /^(leader\.|risk-officer\.city|channel-reviewer\.(city|province)|(finance-officer|legal-reviewer|construction-reviewer|compliance-officer|contract-officer)\.province)/.test(
    login,
  ),
);
const PEOPLE = without(CALLERS, 'anonymous', MACHINES);

const anybody: Expectation = { pass: CALLERS };
const loggedIn: Expectation = { pass: [PEOPLE, MACHINES] };
/** What one does with one's own account; machines have none of this. */
const people: Expectation = { pass: PEOPLE };
const staff: Expectation = { pass: STAFF };
const administrator: Expectation = { pass: ADMINISTRATOR };
const overseers: Expectation = { pass: [ADMINISTRATOR, AUDITOR] };
const auditReaders: Expectation = { pass: [ADMINISTRATOR, AUDITOR, 'audit:read'] };
const healthReaders: Expectation = { pass: [ADMINISTRATOR, AUDITOR, 'health:read'] };
const registryReaders: Expectation = { pass: [STAFF, 'registry:read'] };
/** Those who talk to the partner, or check what the partner handed in. */
const UNMASKERS: Names = [CHANNEL_MANAGER, CHANNEL_REVIEWER, RISK_OFFICER, LEADER, CONTRACT_OFFICER, COMPLIANCE];

const members: Expectation = { pass: COMPANY, hidden: without([PEOPLE, MACHINES], COMPANY) };
const owner: Expectation = { pass: ['owner'], hidden: ['rival'] };
const applicants: Expectation = { pass: APPLICANTS, hidden: ['rival'] };
const caseReaders: Expectation = { pass: [COMPANY, OFFICE, 'cases:read'], hidden: STRANGERS };
/** Whoever reads a case may speak about it; an auditor and a machine only read. */
const caseWriters: Expectation = { pass: [COMPANY, without(OFFICE, AUDITOR)], hidden: STRANGERS };
/** Nobody works on what was not handed in yet. */
const draftReaders: Expectation = {
  pass: [COMPANY, ADMINISTRATOR, AUDITOR, 'cases:read'],
  hidden: ['rival', without(WORKERS, ADMINISTRATOR)],
};
/** Lists show each reader their own part. */
const caseLists: Expectation = { pass: [COMPANY, 'rival', STAFF, 'cases:read'] };
const workLists: Expectation = { pass: [COMPANY, 'rival', WORKERS] };
const heldBy = (...holders: Names): Expectation => ({
  pass: holders,
  notHolder: without([COMPANY, WORKERS], NEIGHBOURS, holders),
  hidden: STRANGERS,
});

const REGISTRY_IMPORTERS: Names = [CHANNEL_REVIEWER, ADMINISTRATOR, 'registry:import'];
const CREDIT_LOADERS: Names = [RISK_OFFICER, 'credit:load'];
/** A registry list of the county: of those who import, the credit side and other counties do not see it. */
const countyImporters: Expectation = {
  pass: without(REGISTRY_IMPORTERS, NEIGHBOURS),
  hidden: [CREDIT_LOADERS, 'channel-reviewer.county-0102'],
};
/** An auditor reads every list and applies none. */
const countyImportReaders: Expectation = { ...countyImporters, pass: [countyImporters.pass, AUDITOR] };

/** A list proposed by compliance; a channel manager sees what they proposed themselves. */
const listingReaders: Expectation = { pass: [RISK_OFFICER, COMPLIANCE, AUDITOR], hidden: CHANNEL_MANAGER };

const BATCH_OWNER = 'leader.county-0101';
const BATCH_READERS: Names = [BATCH_OWNER, ADMINISTRATOR, AUDITOR, 'audit:read'];
const batchReaders: Expectation = { pass: BATCH_READERS, hidden: without([PEOPLE, MACHINES], BATCH_READERS) };

/** What came out of a request of the office. */
const officeReaders: Expectation = { pass: [OFFICE, 'cases:read'], hidden: [COMPANY, STRANGERS] };
/** A request of company 0001: whoever of the staff may ask for something sees that this is not theirs. */
const requesters: Expectation = { pass: APPLICANTS, hidden: ['rival', WORKERS] };

/** By operation; `operation:record` is the same operation on another record. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  logIn: anybody,
  logOut: people,
  logOutEverywhere: people,
  readPrivacyNotice: anybody,
  register: anybody,
  activateAccount: anybody,
  requestPasswordReset: anybody,
  resetPassword: anybody,
  whoAmI: loggedIn,
  changePassword: people,
  giveConsent: people,
  setLocale: people,
  readWorkSettings: people,
  saveWorkSettings: people,

  foundCompany: { pass: ['applicant', COMPANY, 'rival'] },
  readOwnCompany: members,
  listMembers: members,
  addMember: owner,
  inviteMemberAgain: owner,
  setMemberRoles: owner,
  removeMember: owner,

  listUnits: loggedIn,
  readUnit: loggedIn,
  readRoleMatrix: staff,
  createUnit: administrator,
  renameUnit: administrator,
  moveUnit: administrator,
  closeUnit: administrator,
  setUnitHead: administrator,
  listRosters: staff,
  readRoster: staff,
  createRoster: administrator,
  renameRoster: administrator,
  setRosterClosed: administrator,
  addRosterMember: administrator,
  endRosterMember: administrator,
  listStaff: staff,
  readStaff: staff,
  inviteStaff: administrator,
  inviteStaffAgain: administrator,
  disableStaff: administrator,
  enableStaff: administrator,
  grantRole: administrator,
  endRole: administrator,
  previewHandOver: administrator,
  orderHandOver: administrator,
  listServiceAccounts: auditReaders,
  createServiceAccount: administrator,
  issueToken: administrator,
  revokeToken: administrator,
  listWebhooks: auditReaders,
  registerWebhook: administrator,
  readWebhook: auditReaders,
  changeWebhook: administrator,
  removeWebhook: administrator,
  renewWebhookSecret: administrator,
  listWebhookDeliveries: auditReaders,
  redeliverWebhook: administrator,

  startApplication: applicants,
  listApplications: caseLists,
  getApplication: caseReaders,
  'getApplication:draft': draftReaders,
  saveApplication: applicants,
  submitApplication: applicants,
  saveItem: applicants,
  addItemFile: applicants,
  removeItemFile: applicants,
  saveVerdicts: heldBy(REVIEWER),
  unmaskContact: { pass: without(UNMASKERS, NEIGHBOURS), hidden: NEIGHBOURS },
  getScreening: caseReaders,

  listContracts: caseLists,
  getContract: caseReaders,
  getContractDocument: caseReaders,
  getCaseContract: caseReaders,
  saveCaseContract: { pass: CONTRACT_OFFICER },
  signContract: heldBy(CONTRACT_OFFICER),
  verifyContract: loggedIn,

  downloadFile: caseReaders,
  readCase: caseReaders,
  readTimeline: caseReaders,
  readPrediction: caseReaders,
  withdrawCase: requesters,
  cancelCase: administrator,
  moveCase: administrator,
  wakeCase: administrator,
  previewRouteVersion: administrator,
  setRouteVersion: administrator,
  previewRouteMoves: administrator,
  previewRouteMovesOfCases: administrator,
  orderRouteMoves: administrator,

  writeComment: caseWriters,
  listComments: caseReaders,
  askQuestion: caseWriters,
  listQuestions: workLists,
  answerQuestion: heldBy('leader.county-0101'),
  withdrawComment: heldBy(REVIEWER),
  addAttachment: caseWriters,
  urgeCase: {
    pass: [COMPANY, 'leader.county-0101'],
    notHolder: without(WORKERS, NEIGHBOURS, 'leader.county-0101'),
    hidden: STRANGERS,
  },
  listUrges: caseReaders,
  sendCopies: { pass: without(OFFICE, AUDITOR), hidden: STRANGERS },
  listCaseCopies: { pass: [OFFICE, 'cases:read'], hidden: STRANGERS },
  listOwnCopies: people,
  readAllCopies: people,
  readCopy: { pass: ['leader.county-0101'], hidden: without(PEOPLE, 'leader.county-0101') },
  revokeCopy: {
    pass: [REVIEWER],
    notHolder: without(WORKERS, NEIGHBOURS, REVIEWER),
    hidden: [COMPANY, STRANGERS],
  },

  listTasks: workLists,
  countTasks: workLists,
  watchLists: workLists,
  readOwnFigures: workLists,
  readTeamFigures: { pass: HEADS, notHolder: [COMPANY, 'rival', without(WORKERS, HEADS)] },
  listInboxFilters: workLists,
  saveInboxFilter: workLists,
  changeInboxFilter: {
    pass: ['leader.county-0101'],
    hidden: [COMPANY, 'rival', without(WORKERS, 'leader.county-0101')],
  },
  removeInboxFilter: {
    pass: ['leader.county-0101'],
    hidden: [COMPANY, 'rival', without(WORKERS, 'leader.county-0101')],
  },
  listDoneTasks: workLists,
  listStartedCases: workLists,
  readTask: { pass: [OFFICE, 'cases:read'], hidden: [COMPANY, STRANGERS] },
  claimTask: heldBy(REVIEWER),
  takeNext: workLists,
  releaseTask: heldBy(REVIEWER),
  decideTask: heldBy(REVIEWER),
  decideInBulk: workLists,
  transferTask: heldBy(REVIEWER),
  saveOpinion: heldBy(REVIEWER),
  readOpinion: caseWriters,
  dropOpinion: caseWriters,
  addSigners: heldBy(REVIEWER),
  delegateTask: heldBy(REVIEWER),
  recallTask: heldBy(REVIEWER),
  recommend: heldBy('leader.county-0101'),
  removeSigner: heldBy(REVIEWER),
  previewDecisionLink: anybody,
  decideByLink: anybody,
  listTaskChoices: heldBy(REVIEWER),
  listApplicationChoices: applicants,

  listOwnSubstitutions: { pass: WORKERS },
  makeSubstitution: { pass: WORKERS },
  readSubstitution: { pass: [ADMINISTRATOR, AUDITOR, 'audit:read'], hidden: without(WORKERS, ADMINISTRATOR) },
  revokeSubstitution: { pass: ADMINISTRATOR, hidden: without(WORKERS, ADMINISTRATOR) },
  listUnitSubstitutions: auditReaders,

  postponeTask: heldBy('leader.county-0101', ADMINISTRATOR),
  setPriority: heldBy('leader.county-0101', ADMINISTRATOR),
  listConfirmations: workLists,
  confirmDuty: { pass: [COMPANY, without(WORKERS, NEIGHBOURS)], hidden: STRANGERS },
  supplementTask: heldBy(...APPLICANTS),
  takeBackDecision: heldBy('leader.county-0101'),

  listBatches: loggedIn,
  readBatch: batchReaders,
  listBatchItems: batchReaders,
  cancelBatch: { ...batchReaders, pass: [BATCH_OWNER, ADMINISTRATOR] },

  listRequestKinds: workLists,
  readRequestKind: { pass: [APPLICANTS, 'rival'], hidden: ['signer', WORKERS] },
  startRequest: requesters,
  listRequests: workLists,
  readRequest: caseReaders,
  saveRequest: requesters,
  addRequestFile: requesters,
  submitRequest: requesters,
  readTaskForm: heldBy(REVIEWER),
  saveTaskForm: heldBy(REVIEWER),
  addTaskFormFile: heldBy(REVIEWER),

  listPublications: people,
  readPublication: { pass: OFFICE, hidden: without(PEOPLE, OFFICE) },
  acknowledgePublication: {
    pass: ['channel-manager.county-0101'],
    hidden: without(PEOPLE, 'channel-manager.county-0101'),
  },
  readPublicationProgress: officeReaders,
  listPublicationReceipts: officeReaders,

  listCompanyChanges: { pass: [COMPANY, STAFF, 'registry:read'], hidden: ['rival', 'cases:read'] },
  searchCompanies: registryReaders,
  readCompany: registryReaders,
  unmaskCompany: { pass: UNMASKERS },
  searchChannels: registryReaders,
  readChannel: registryReaders,

  listChannelTypes: anybody,
  listPolicySchemas: anybody,
  readPolicySchema: anybody,
  listPolicies: staff,
  readProcessCatalogue: staff,
  listPolicyVersions: staff,
  readPolicyVersion: staff,
  exportPolicyVersion: staff,
  diffPolicyVersions: staff,
  validatePolicyVersion: administrator,
  dryRunPolicyVersion: administrator,
  readPolicyEffects: administrator,
  createPolicyDraft: administrator,
  editPolicyDraft: administrator,
  submitPolicyVersion: administrator,
  publishPolicyVersion: administrator,
  rejectPolicyVersion: administrator,

  listMessages: loggedIn,
  countMessages: loggedIn,
  readMessage: { pass: [REVIEWER], hidden: without([PEOPLE, MACHINES], REVIEWER) },
  searchMessageLedger: overseers,
  readMessageLedger: overseers,
  resendMessage: administrator,

  listBlacklist: { pass: [CHANNEL_MANAGER, RISK_OFFICER, COMPLIANCE, AUDITOR] },
  readBlacklistEntry: listingReaders,
  proposeListing: { pass: [CHANNEL_MANAGER, RISK_OFFICER, COMPLIANCE] },
  decideListing: { pass: COMPLIANCE },
  proposeRemoval: { pass: [RISK_OFFICER, COMPLIANCE], hidden: CHANNEL_MANAGER },
  decideRemoval: { pass: COMPLIANCE },

  declareConflict: { pass: without(WORKERS, NEIGHBOURS), hidden: NEIGHBOURS },
  listConflicts: staff,
  withdrawConflict: {
    pass: [REVIEWER, COMPLIANCE, ADMINISTRATOR],
    hidden: without(WORKERS, REVIEWER, COMPLIANCE, ADMINISTRATOR),
  },

  searchAudit: auditReaders,
  readAuditEntry: auditReaders,
  verifyCaseAudit: auditReaders,

  uploadImport: { pass: REGISTRY_IMPORTERS },
  'uploadImport:credit': { pass: CREDIT_LOADERS },
  listImports: { pass: [REGISTRY_IMPORTERS, AUDITOR] },
  'listImports:credit': { pass: [CREDIT_LOADERS, AUDITOR] },
  downloadImportTemplate: { pass: [REGISTRY_IMPORTERS, CREDIT_LOADERS] },
  readImport: countyImportReaders,
  listImportRows: countyImportReaders,
  applyImport: countyImporters,

  readHealth: healthReaders,
  listStuckCases: healthReaders,
};

export function namesIn(names: Names): CallerName[] {
  return names.flatMap((name) => (typeof name === 'string' ? [name] : namesIn(name)));
}
