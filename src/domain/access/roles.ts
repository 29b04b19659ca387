/** Roles of staff (product §, ORG-01); held in a unit, dated. */
export const STAFF_ROLES = [
  'CHANNEL_MANAGER',
  'CHANNEL_REVIEWER',
  'FINANCE_REVIEWER',
  'LEGAL_REVIEWER',
  'CONSTRUCTION_REVIEWER',
  'RISK_OFFICER',
  'SITE_INSPECTOR',
  'LEADER',
  'CONTRACT_OFFICER',
  'EVALUATOR',
  'COMPLIANCE_OFFICER',
  'FINANCE_OFFICER',
  'ADMINISTRATOR',
  'AUDITOR',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What a person may be in a company. */
export const COMPANY_ROLES = ['OWNER', 'OPERATOR', 'SIGNER'] as const;
export type CompanyRole = (typeof COMPANY_ROLES)[number];

/** What a route may demand. One closed list; the role matrix below says who has what (ORG-01). */
export const PERMISSIONS = [
  'WORK_ON_TASKS',
  'APPLY',
  'MANAGE_MEMBERS',
  'NAME_SUBSTITUTE',
  'READ_CASES',
  'READ_ALL_CASES',
  'READ_REGISTRY',
  'UNMASK',
  'IMPORT_REGISTRY',
  'LOAD_CREDIT',
  'READ_IMPORTS',
  'DRAFT_CONTRACT',
  'READ_BLACKLIST',
  'PROPOSE_BLACKLIST',
  'DECIDE_BLACKLIST',
  'READ_POLICIES',
  'WRITE_POLICIES',
  'PUBLISH_POLICIES',
  'READ_ORGANISATION',
  'WRITE_ORGANISATION',
  'MANAGE_SERVICE_ACCOUNTS',
  'MANAGE_WEBHOOKS',
  'READ_AUDIT',
  'READ_MESSAGE_LEDGER',
  'RESEND_MESSAGES',
  'READ_HEALTH',
  'REPAIR_CASES',
  'DECLARE_CONFLICTS',
  'READ_CONFLICTS',
  'RECORD_CONFLICTS',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERY_STAFF: readonly Permission[] = [
  'WORK_ON_TASKS',
  'NAME_SUBSTITUTE',
  'READ_CASES',
  'READ_REGISTRY',
  'READ_ORGANISATION',
  'READ_POLICIES',
  'DECLARE_CONFLICTS',
];

/** The duty and authority matrix (ORG-01). An administrator changes rules but decides no case; an auditor only reads. */
export const STAFF_PERMISSIONS = {
  CHANNEL_MANAGER: [...EVERY_STAFF, 'UNMASK', 'PROPOSE_BLACKLIST'],
  CHANNEL_REVIEWER: [...EVERY_STAFF, 'UNMASK', 'IMPORT_REGISTRY'],
  FINANCE_REVIEWER: EVERY_STAFF,
  LEGAL_REVIEWER: EVERY_STAFF,
  CONSTRUCTION_REVIEWER: EVERY_STAFF,
  RISK_OFFICER: [...EVERY_STAFF, 'UNMASK', 'LOAD_CREDIT', 'READ_BLACKLIST', 'PROPOSE_BLACKLIST'],
  SITE_INSPECTOR: EVERY_STAFF,
  LEADER: [...EVERY_STAFF, 'UNMASK'],
  CONTRACT_OFFICER: [...EVERY_STAFF, 'UNMASK', 'DRAFT_CONTRACT'],
  EVALUATOR: EVERY_STAFF,
  COMPLIANCE_OFFICER: [
    ...EVERY_STAFF,
    'UNMASK',
    'READ_BLACKLIST',
    'PROPOSE_BLACKLIST',
    'DECIDE_BLACKLIST',
    'READ_CONFLICTS',
    'RECORD_CONFLICTS',
  ],
  FINANCE_OFFICER: EVERY_STAFF,
  ADMINISTRATOR: [
    ...EVERY_STAFF,
    'READ_ALL_CASES',
    'IMPORT_REGISTRY',
    'WRITE_POLICIES',
    'PUBLISH_POLICIES',
    'WRITE_ORGANISATION',
    'MANAGE_SERVICE_ACCOUNTS',
    'MANAGE_WEBHOOKS',
    'READ_AUDIT',
    'READ_MESSAGE_LEDGER',
    'RESEND_MESSAGES',
    'READ_HEALTH',
    'REPAIR_CASES',
    'READ_CONFLICTS',
    'RECORD_CONFLICTS',
  ],
  AUDITOR: [
    'READ_CASES',
    'READ_ALL_CASES',
    'READ_REGISTRY',
    'READ_ORGANISATION',
    'READ_POLICIES',
    'READ_IMPORTS',
    'READ_BLACKLIST',
    'READ_AUDIT',
    'READ_MESSAGE_LEDGER',
    'READ_HEALTH',
    'READ_CONFLICTS',
  ],
} as const satisfies Record<StaffRole, readonly Permission[]>;

export const COMPANY_PERMISSIONS = {
  OWNER: ['WORK_ON_TASKS', 'READ_CASES', 'APPLY', 'MANAGE_MEMBERS'],
  OPERATOR: ['WORK_ON_TASKS', 'READ_CASES', 'APPLY'],
  SIGNER: ['WORK_ON_TASKS', 'READ_CASES'],
} as const satisfies Record<CompanyRole, readonly Permission[]>;

/** Scopes of service accounts: machine clients read, import and nothing else. */
export const SERVICE_SCOPES = {
  'registry:read': ['READ_REGISTRY'],
  'registry:import': ['IMPORT_REGISTRY'],
  'credit:load': ['LOAD_CREDIT'],
  'cases:read': ['READ_CASES', 'READ_ALL_CASES'],
  'audit:read': ['READ_AUDIT'],
  'health:read': ['READ_HEALTH'],
} as const satisfies Record<string, readonly Permission[]>;
export type ServiceScope = keyof typeof SERVICE_SCOPES;
