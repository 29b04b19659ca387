import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Organisation, policies, blacklist, imports and messages. */
export const ADMINISTRATION_PROBLEMS = {
  SAME_PERSON: {
    status: 403,
    'zh-CN': { title: '须由另一人办理', detail: '该操作须由提出人以外的人员确认。请由其他有权限的人员办理。' },
    en: {
      title: 'A second person is needed',
      detail: 'Whoever proposed this cannot also confirm it. Ask somebody else who has the permission.',
    },
  },
  POLICY_INVALID: {
    status: 422,
    'zh-CN': { title: '规则内容有误', detail: '规则内容未通过检查，facts.issues 列出了位置和原因。请更正后重新提交。' },
    en: {
      title: 'Policy not valid',
      detail: 'The content did not pass the checks; facts.issues says where and why. Correct it and send it again.',
    },
  },
  POLICY_STATE: {
    status: 409,
    'zh-CN': {
      title: '规则版本状态不允许此操作',
      detail: '该版本的当前状态（见 facts.state）不允许此操作；已发布的版本不能修改，请新建版本。',
    },
    en: {
      title: 'Policy version in another state',
      detail:
        'The state of this version (facts.state) does not allow this. A published version never changes: make a new one.',
    },
  },
  UNIT_NOT_EMPTY: {
    status: 409,
    'zh-CN': {
      title: '组织单元仍在使用',
      detail: '该单元下仍有下级单元、有效的角色授权或在办案件（数量见 facts），不能关闭。请先移走。',
    },
    en: {
      title: 'Unit still in use',
      detail:
        'The unit still has units below it, roles or open cases (facts has the numbers) and cannot be closed. Move them first.',
    },
  },
  UNIT_TREE: {
    status: 409,
    'zh-CN': {
      title: '组织层级不允许',
      detail: '不能放在该上级之下：层级顺序须为省、市、县、部门，且不能移到自身或下级之下，根单元不能移动或关闭。',
    },
    en: {
      title: 'Does not fit the tree',
      detail:
        'A unit cannot stand there: province, city, county and department follow each other, a unit never goes below itself, and the root stays.',
    },
  },
  CODE_TAKEN: {
    status: 409,
    'zh-CN': { title: '代码已被使用', detail: '该代码已属于其他记录。代码不能重复，请换一个。' },
    en: {
      title: 'Code taken',
      detail: 'Another record has this code, and codes do not repeat. Choose a different one.',
    },
  },
  ALREADY_LISTED: {
    status: 409,
    'zh-CN': {
      title: '已在黑名单或待决定',
      detail: '该企业或个人已在黑名单中，或已有待决定的提议。请在原记录上处理。',
    },
    en: {
      title: 'Already listed',
      detail:
        'This company or person is on the blacklist, or a proposal is waiting for a decision. Go on with that entry.',
    },
  },
  BLACKLIST_STATE: {
    status: 409,
    'zh-CN': {
      title: '黑名单记录状态不允许此操作',
      detail: '该记录的当前状态（见 facts.state）不允许此操作。请刷新后查看。',
    },
    en: {
      title: 'Blacklist entry in another state',
      detail: 'The state of this entry (facts.state) does not allow this. Refresh it to see what can be done.',
    },
  },
  IMPORT_INVALID: {
    status: 422,
    'zh-CN': {
      title: '导入文件有误',
      detail: '文件无法读取、表头不符，或有错误行。请按逐行报告更正后重新上传；未导入任何数据。',
    },
    en: {
      title: 'Import not valid',
      detail:
        'The file cannot be read, its header does not fit, or rows have errors. Correct it by the row report and upload it again; nothing was imported.',
    },
  },
  IMPORT_STATE: {
    status: 409,
    'zh-CN': {
      title: '导入任务状态不允许此操作',
      detail: '该导入任务已应用、已拒绝，或登记库在检查之后有变化。请重新上传并检查。',
    },
    en: {
      title: 'Import in another state',
      detail:
        'This import was applied or rejected, or the registry changed after it was checked. Upload and check the file again.',
    },
  },
  DURATION_UNIT_REFUSED: {
    status: 422,
    'zh-CN': {
      title: '时限单位不被接受',
      detail: '正式环境中时限不能以秒为单位。请改用分钟、小时、日、工作日等单位。',
    },
    en: {
      title: 'Unit of time refused',
      detail:
        'Deadlines in seconds are for demonstrations and tests; in production use minutes, hours, days or working days.',
    },
  },
  HOLDS_OPEN_TASKS: {
    status: 409,
    'zh-CN': {
      title: '该员工尚有未办任务',
      detail: '该员工名下仍有未办任务（数量见 facts.count），未停用。请先转交；如须立即停用，请确认强制停用。',
    },
    en: {
      title: 'Holds open tasks',
      detail:
        'This person still has open tasks (facts.count) and was not disabled. Hand them over first, or confirm that the account is to be disabled all the same.',
    },
  },
  WEBHOOK_TARGET_REFUSED: {
    status: 422,
    'zh-CN': {
      title: '推送地址不被接受',
      detail:
        '推送地址须为 https 公网地址，不含用户名、密码和 # 片段；原因见 facts.ground。如须推送到内网，请由运维人员在 WEBHOOK_NETWORKS 中登记网段。',
    },
    en: {
      title: 'Webhook address refused',
      detail:
        'A webhook needs an https address on the Internet, without user name, password or fragment; facts.ground says why this one was refused. Networks inside the house are opened by whoever runs the installation, in WEBHOOK_NETWORKS.',
    },
  },
  MESSAGE_STATE: {
    status: 409,
    'zh-CN': { title: '消息状态不允许重发', detail: '只有发送失败或已发送的邮件可以重发，当前状态见 facts.state。' },
    en: {
      title: 'Message cannot be sent again',
      detail: 'Only mails that failed or were sent can be sent again; facts.state says what state this one is in.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
