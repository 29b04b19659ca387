import type { Bilingual } from '../text.ts';
import type { Level, Post } from './positions.ts';
import type { CompanyRole, Permission, ServiceScope, StaffRole } from './roles.ts';

/** What people read for each word of the duty and authority matrix (ORG-01); `duty` says what a role answers for. */
export const STAFF_ROLE_NAMES = {
  CHANNEL_MANAGER: {
    zh: '渠道经理',
    en: 'Channel manager',
    duty: {
      zh: '招募、陪同并日常维护所辖合作伙伴，不参与对其的审批',
      en: 'Recruits, accompanies and looks after partners of the unit; never decides over them',
    },
  },
  CHANNEL_REVIEWER: {
    zh: '渠道审核人',
    en: 'Channel reviewer',
    duty: {
      zh: '逐项审核准入材料，维护登记库',
      en: 'Checks the material of applications item by item and keeps the registry',
    },
  },
  FINANCE_REVIEWER: {
    zh: '财务审核人',
    en: 'Finance reviewer',
    duty: { zh: '从财务与资信角度提出审核意见', en: 'Gives the opinion of finance and credit' },
  },
  LEGAL_REVIEWER: {
    zh: '法务审核人',
    en: 'Legal reviewer',
    duty: { zh: '从法律与合同角度提出审核意见', en: 'Gives the legal opinion, also on contracts' },
  },
  CONSTRUCTION_REVIEWER: {
    zh: '工程审核人',
    en: 'Construction reviewer',
    duty: { zh: '审核场地与装修并参与验收', en: 'Reviews premises and fit-out and takes part in acceptance' },
  },
  RISK_OFFICER: {
    zh: '风险专员',
    en: 'Risk officer',
    duty: { zh: '资信核查与不良记录筛查', en: 'Inquires into credit and screens for bad records' },
  },
  SITE_INSPECTOR: {
    zh: '考察人',
    en: 'Site inspector',
    duty: { zh: '按清单实地考察网点', en: 'Visits premises with a checklist' },
  },
  LEADER: {
    zh: '审批人',
    en: 'Leader',
    duty: {
      zh: '按审批流对本单位事项作出批准、驳回或退回的决定',
      en: 'Approves, rejects or returns what comes to the unit by its route',
    },
  },
  CONTRACT_OFFICER: {
    zh: '合同管理员',
    en: 'Contract officer',
    duty: { zh: '起草、用印、续签与归档合同', en: 'Drafts, seals, renews and archives contracts' },
  },
  EVALUATOR: {
    zh: '评估人',
    en: 'Evaluator',
    duty: { zh: '组织季度与年度评估', en: 'Runs quarterly and annual evaluations' },
  },
  COMPLIANCE_OFFICER: {
    zh: '合规专员',
    en: 'Compliance officer',
    duty: { zh: '查处违规、管理黑名单', en: 'Handles violations and keeps the blacklist' },
  },
  FINANCE_OFFICER: {
    zh: '财务专员',
    en: 'Finance officer',
    duty: { zh: '核验费用、保证金与结算', en: 'Verifies claims and deposits and settles them' },
  },
  ADMINISTRATOR: {
    zh: '管理员',
    en: 'Administrator',
    duty: {
      zh: '维护制度规则、组织与账号，不对案件作决定',
      en: 'Keeps rules, organisation and accounts; decides no case',
    },
  },
  AUDITOR: {
    zh: '审计员',
    en: 'Auditor',
    duty: { zh: '查阅全部记录，不作任何修改', en: 'Reads every record and changes nothing' },
  },
} as const satisfies Record<StaffRole, Bilingual & { readonly duty: Bilingual }>;

export const COMPANY_ROLE_NAMES = {
  OWNER: { zh: '所有人', en: 'Owner' },
  OPERATOR: { zh: '经办人', en: 'Operator' },
  SIGNER: { zh: '签署人', en: 'Signer' },
} as const satisfies Record<CompanyRole, Bilingual>;

export const LEVEL_NAMES = {
  DIRECTOR: { zh: '总监', en: 'Director' },
  MANAGER: { zh: '经理', en: 'Manager' },
  SPECIALIST: { zh: '专员', en: 'Specialist' },
} as const satisfies Record<Level, Bilingual>;

export const POST_NAMES = {
  EXPANSION: { zh: '渠道拓展', en: 'Channel expansion' },
  MAINTENANCE: { zh: '渠道维护', en: 'Channel maintenance' },
  SUPPORT: { zh: '渠道支持', en: 'Channel support' },
} as const satisfies Record<Post, Bilingual>;

export const PERMISSION_NAMES = {
  WORK_ON_TASKS: { zh: '办理任务', en: 'Work on tasks' },
  APPLY: { zh: '提出申请', en: 'Apply' },
  MANAGE_MEMBERS: { zh: '管理企业成员', en: 'Manage members' },
  NAME_SUBSTITUTE: { zh: '指定代理人', en: 'Name a substitute' },
  READ_CASES: { zh: '查看相关案件', en: 'Read own cases' },
  READ_ALL_CASES: { zh: '查看全部案件', en: 'Read all cases' },
  READ_REGISTRY: { zh: '查询登记库', en: 'Read the registry' },
  UNMASK: { zh: '查看明文', en: 'Unmask personal data' },
  IMPORT_REGISTRY: { zh: '导入登记库', en: 'Import into the registry' },
  LOAD_CREDIT: { zh: '导入资信数据', en: 'Load credit records' },
  READ_IMPORTS: { zh: '查看所有导入', en: 'Read all imports' },
  DRAFT_CONTRACT: { zh: '起草合同', en: 'Draft contracts' },
  READ_BLACKLIST: { zh: '查看黑名单', en: 'Read the blacklist' },
  PROPOSE_BLACKLIST: { zh: '提议列入或移出黑名单', en: 'Propose for the blacklist' },
  DECIDE_BLACKLIST: { zh: '决定黑名单', en: 'Decide on the blacklist' },
  READ_POLICIES: { zh: '查看规则', en: 'Read policies' },
  WRITE_POLICIES: { zh: '起草规则', en: 'Draft policies' },
  PUBLISH_POLICIES: { zh: '发布规则', en: 'Publish policies' },
  READ_ORGANISATION: { zh: '查看组织与员工', en: 'Read units and staff' },
  WRITE_ORGANISATION: { zh: '维护组织与员工', en: 'Change units and staff' },
  MANAGE_SERVICE_ACCOUNTS: { zh: '管理服务账号', en: 'Manage service accounts' },
  MANAGE_WEBHOOKS: { zh: '管理事件推送', en: 'Manage webhooks' },
  READ_AUDIT: { zh: '查看审计记录', en: 'Read the audit' },
  READ_MESSAGE_LEDGER: { zh: '查看消息台账', en: 'Read the message ledger' },
  RESEND_MESSAGES: { zh: '重发消息', en: 'Send messages again' },
  REPAIR_CASES: { zh: '取消、移动、唤醒案件', en: 'Cancel, move and wake cases' },
  READ_HEALTH: { zh: '查看运行状况', en: 'Read health' },
  DECLARE_CONFLICTS: { zh: '申报本人的利益冲突', en: 'Declare own conflicts of interest' },
  READ_CONFLICTS: { zh: '查看全部利益冲突申报', en: 'Read all conflicts of interest' },
  RECORD_CONFLICTS: { zh: '登记他人的利益冲突', en: 'Record conflicts of interest of others' },
} as const satisfies Record<Permission, Bilingual>;

export const SCOPE_NAMES = {
  'registry:read': { zh: '查询登记库', en: 'Read the registry' },
  'registry:import': { zh: '导入登记库', en: 'Import into the registry' },
  'credit:load': { zh: '导入资信数据', en: 'Load credit records' },
  'cases:read': { zh: '查看案件', en: 'Read cases' },
  'audit:read': { zh: '查看审计记录', en: 'Read the audit' },
  'health:read': { zh: '查看运行状况', en: 'Read health' },
} as const satisfies Record<ServiceScope, Bilingual>;
