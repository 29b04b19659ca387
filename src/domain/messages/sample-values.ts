import type { EVENTS, EventName } from './events.ts';
import type { COMMON_VARIABLES, DECISION_LINK } from './message-table.ts';

type NameOf<Params> = Params extends unknown ? keyof Params & string : never;
type Spoken<Name extends string> = Name extends `${infer Base}Zh` | `${infer Base}En` ? Base : Name;

/** Every name that a template may use: what the senders give, in the reader's language, and what every message has. */
export type VariableName =
  | Spoken<NameOf<{ [Event in EventName]: (typeof EVENTS)[Event]['shape'] }[EventName]>>
  | (typeof COMMON_VARIABLES)[number]
  | typeof DECISION_LINK;

const ID = '00000000-0000-4000-8000-000000000000';

/** Values to try a template with before it is published. A name missing here does not compile. */
export const SAMPLE_VALUES = {
  recipient: '张三',
  product: 'Qudao',
  link: 'https://qudao.example/cases/1',
  decisionLink: 'https://qudao.example/decide#1',
  caseId: ID,
  taskId: ID,
  tokenId: ID,
  webhookId: ID,
  webhookName: '办公系统',
  failures: 5,
  caseNumber: 'ZR-2026-000001',
  title: '临江恒通通信有限公司',
  stageTitle: '材料审核',
  phaseTitle: '领导审批',
  dueAt: '2026年11月30日 18:00',
  formerDueAt: '2026年11月27日 18:00',
  expiresAt: '2026年11月30日 18:00',
  items: [
    { title: '营业执照', remark: '请补充有效期' },
    { title: '场地证明', remark: null },
  ],
  ground: '无人在期限内办理，系统自动通过',
  automatic: true,
  outcome: '部分支持',
  reason: '材料不清晰',
  reasons: ['材料不齐全'],
  reapplyFrom: '2027年5月30日',
  objectionUntil: '2026年12月20日 18:00',
  contact: '合规部',
  contractNumber: 'HT-2026-000001',
  channelCode: 'QD00000001',
  companyName: '临江恒通通信有限公司',
  substitutionId: ID,
  publicationId: ID,
  batchId: ID,
  batchKind: 'BULK_DECISION',
  total: 200,
  succeeded: 180,
  refused: 15,
  failed: 2,
  canceled: 3,
  proofTitle: '营业执照',
  lastDay: '2026-12-31',
  ruleTitle: '促销政策调整通知',
  ruleVersion: 2,
  acknowledge: true,
  principalName: '李四',
  substituteName: '王五',
  fromAt: '2026年11月30日 08:30',
  untilAt: '2026年12月4日 18:00',
  byName: '李四',
  day: '2026-11-30',
  mine: 3,
  pools: 12,
  overdue: 1,
  atRisk: 2,
  questions: 1,
  copies: 4,
  tasks: [
    {
      caseNumber: 'ZR-2026-000001',
      title: '临江恒通通信有限公司',
      stageTitle: '材料审核',
      dueAt: '2026年11月30日 18:00',
    },
    { caseNumber: 'ZR-2026-000002', title: '河口新讯商贸有限公司', stageTitle: '领导审批', dueAt: null },
  ],
  priority: 80,
  note: '客户急用，请尽快办理',
} as const satisfies Record<VariableName, unknown>;

/** The same names where every value that may be missing is. */
export const SPARSE_VALUES: Readonly<Record<VariableName, unknown>> = {
  ...SAMPLE_VALUES,
  decisionLink: null,
  dueAt: null,
  formerDueAt: null,
  refused: 0,
  failed: 0,
  canceled: 0,
  automatic: false,
  outcome: null,
  acknowledge: false,
  items: [],
  tasks: [],
  reason: null,
  reapplyFrom: null,
  objectionUntil: null,
  byName: null,
  note: null,
};
