import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Cases and human tasks, whatever the process. */
export const CASE_PROBLEMS = {
  ALREADY_DECIDED: {
    status: 409,
    'zh-CN': { title: '任务已处理', detail: '该任务已有决定，本次操作未生效。请刷新待办列表查看结果。' },
    en: {
      title: 'Already decided',
      detail: 'This task has been decided and your decision was not taken. Refresh your inbox to see the outcome.',
    },
  },
  SUPERSEDED: {
    status: 409,
    'zh-CN': {
      title: '任务已被取代',
      detail: '该环节已因退回等原因重新开启，旧任务不再有效。请处理 facts 中指明的新任务。',
    },
    en: {
      title: 'Superseded',
      detail:
        'This stage was opened anew, for example after a return, and the old task no longer counts. Go on with the one facts names.',
    },
  },
  NOT_HOLDER: {
    status: 403,
    'zh-CN': {
      title: '不是该任务的办理人',
      detail: '您不是该任务的办理人或候选人，不能处理。请由任务所示的办理人处理。',
    },
    en: {
      title: 'Not the holder',
      detail:
        'You are neither the assignee nor a candidate of this task. It has to be done by those whom the task names.',
    },
  },
  HAND_OVER_NOT_NEEDED: {
    status: 409,
    'zh-CN': { title: '无需交接', detail: '该事项已不再只由离职人员办理，例如已释放回待领池或已交他人，未作改动。' },
    en: {
      title: 'Nothing to hand over',
      detail:
        'This no longer waits for the person who leaves alone; it is in its pool again or somebody else has it, so nothing was changed.',
    },
  },
  CASE_NOT_ENDED: {
    status: 409,
    'zh-CN': {
      title: '案件尚未结束',
      detail: '只有已结束的案件可以唤醒，该案件仍在办理中。如需调整阶段，请使用移动。',
    },
    en: {
      title: 'The case has not ended',
      detail: 'Only a case that has ended can be woken; this one is open. To set it back, move it.',
    },
  },
  CASE_IN_FORCE: {
    status: 409,
    'zh-CN': { title: '案件已生效', detail: '该案件的渠道已开通或合同已生效，不能唤醒。请通过变更或退出流程处理。' },
    en: {
      title: 'The case is in force',
      detail:
        'Its channel is live or its contract in force, so it cannot be woken. Changes and exits have processes of their own.',
    },
  },
  PHASE_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '不能到达该阶段',
      detail: '案件只能回到已经历的阶段，不能越过审核与审批。原因见 facts.reasonCode，可选阶段见 facts.possible。',
    },
    en: {
      title: 'Not possible at this phase',
      detail:
        'A case goes back only to phases it was in and never past review and approval. facts.reasonCode says why, facts.possible where it can go.',
    },
  },
  ROUTE_VERSION_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '不能改用该审批流版本',
      detail: '在办案件只能改用同一审批流的、已发布的更新版本，原因见 facts.reasonCode。请选择其他版本。',
    },
    en: {
      title: 'Not to this version of the route',
      detail:
        'A running case moves only to a published, newer version of its own route; facts.reasonCode says why not to this one.',
    },
  },
  OPERATION_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '该任务不支持此操作',
      detail: '由申请方办理的事项、补正和签署须由本人完成，不能加签或委派，未作改动。',
    },
    en: {
      title: 'Not possible for this task',
      detail:
        'What the applicant owes, a supplement and a signature are done by their own people, without added signers or a delegate. Nothing was changed.',
    },
  },
  OPERATION_NOT_OFFERED: {
    status: 409,
    'zh-CN': {
      title: '该环节未开放此操作',
      detail: '审批流未在该环节开放此操作，未作改动。该环节开放的操作见 facts.offered。',
    },
    en: {
      title: 'Not offered in this stage',
      detail:
        'By its route this stage does not offer that, so nothing was changed. facts.offered names what it offers.',
    },
  },
  DELEGATED_AWAY: {
    status: 409,
    'zh-CN': {
      title: '任务正在委派中',
      detail: '该任务已委派他人办理，须待其反馈意见或收回委派后再处理。',
    },
    en: {
      title: 'Delegated at the moment',
      detail: 'Somebody else is working on this task. Wait for their recommendation, or recall it, and then go on.',
    },
  },
  NOT_DELEGATED: {
    status: 409,
    'zh-CN': { title: '任务未在委派中', detail: '该任务当前没有委派给他人，无需收回。可直接处理。' },
    en: {
      title: 'Not delegated',
      detail: 'This task is with nobody else, so there is nothing to recall. Go on with it.',
    },
  },
  NOT_DELEGATE: {
    status: 403,
    'zh-CN': { title: '不是该任务的受托人', detail: '只有当前受托人可以反馈意见；委派可能已被收回。' },
    en: {
      title: 'Not the delegate',
      detail: 'Only whoever the task is delegated to can recommend something; it may have been recalled.',
    },
  },
  SIGNER_HAS_SPOKEN: {
    status: 409,
    'zh-CN': {
      title: '加签人已发表意见',
      detail: '该加签人（或由其再加签的人）已作出决定，不能再减签，其意见继续有效。',
    },
    en: {
      title: 'The signer has spoken',
      detail:
        'This signer, or one they added in turn, has decided already and cannot be removed. The word that was given counts.',
    },
  },
  BULK_NOT_ALLOWED: {
    status: 409,
    'zh-CN': {
      title: '该环节不允许批量处理',
      detail: '审批流规定该环节须逐件处理，批量决定未生效。请打开该任务单独处理。',
    },
    en: {
      title: 'Not to be decided in bulk',
      detail:
        'By its route this stage is decided one by one, so nothing was decided. Open the task and decide it by itself.',
    },
  },
  TOO_MANY_ITEMS: {
    status: 422,
    'zh-CN': { title: '一次处理的数量过多', detail: '一次最多处理 facts.maximum 项。请分批提交。' },
    en: { title: 'Too many at once', detail: 'At most facts.maximum can be ordered at once. Send them in parts.' },
  },
  NOTHING_TO_DO: {
    status: 422,
    'zh-CN': { title: '没有可执行的内容', detail: '按所选条件没有任何需要处理的项目，未执行。请核对后重新提交。' },
    en: {
      title: 'Nothing to do',
      detail: 'Nothing fits what was chosen, so nothing was ordered. Check it and send it again.',
    },
  },
  ALREADY_CLAIMED: {
    status: 409,
    'zh-CN': { title: '任务已被领取', detail: '该任务已由他人领取。请处理其他任务，或请领取人先释放。' },
    en: {
      title: 'Already claimed',
      detail: 'Somebody else has claimed this task. Take another one, or ask them to release it.',
    },
  },
  NOT_CLAIMED: {
    status: 409,
    'zh-CN': { title: '任务未被领取', detail: '该任务当前无人领取，无需释放。' },
    en: { title: 'Not claimed', detail: 'Nobody has claimed this task, so there is nothing to release.' },
  },
  EXCLUDED: {
    status: 403,
    'zh-CN': {
      title: '因回避不能办理',
      detail: '根据回避规则，您不能处理该任务，原因见 facts.reasonCode。请由其他候选人处理。',
    },
    en: {
      title: 'Excluded',
      detail:
        'You may not act on this task because of a conflict of interest or a separation of duties; facts.reasonCode says which. Another candidate has to act.',
    },
  },
  REASON_MISSING: {
    status: 422,
    'zh-CN': { title: '需要说明理由', detail: '该决定必须说明理由（必要时选择理由代码）。请填写后重新提交。' },
    en: {
      title: 'Reason missing',
      detail:
        'This decision needs a reason, and a reason code where the task lists them. Add it and send the decision again.',
    },
  },
  NOBODY_LEFT: {
    status: 422,
    'zh-CN': {
      title: '没有可办理的人员',
      detail: '执行后将没有任何人可以办理该环节，因此未生效。请先补充人员或由管理员调整。',
    },
    en: {
      title: 'Nobody would be left',
      detail: 'After this nobody could act on the stage, so it was not done. Have an administrator add people first.',
    },
  },
  IN_TRANSITION: {
    status: 409,
    'zh-CN': { title: '案件正在进入下一阶段', detail: '上一阶段刚刚结束，下一阶段正在开启。请稍候刷新后再操作。' },
    en: {
      title: 'Between two phases',
      detail: 'A phase has just ended and the next is being opened. Refresh in a moment and act then.',
    },
  },
  CASE_CLOSED: {
    status: 409,
    'zh-CN': { title: '案件已结束', detail: '该案件已办结，不能再操作。可在案件时间线查看结果。' },
    en: { title: 'Case closed', detail: 'This case has ended and takes no more acts. Its timeline shows the outcome.' },
  },
  CASE_CLOSING: {
    status: 409,
    'zh-CN': { title: '案件正在结束', detail: '该案件已被撤回或取消，正在办理结束手续，不再接受操作。原因见 facts。' },
    en: {
      title: 'Case closing',
      detail: 'This case was withdrawn or cancelled and is being closed; facts says which. It takes no more acts.',
    },
  },
  NOT_YOUR_TURN: {
    status: 409,
    'zh-CN': { title: '尚未轮到您', detail: '该环节由多人办理，须待前面的人办理后再由您办理。轮到您时系统会通知。' },
    en: {
      title: 'Not your turn yet',
      detail: 'Several people decide this stage, and others come before you. You will be told when it is your turn.',
    },
  },
  TRANSFER_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': { title: '该任务不能转办', detail: '应由申请方办理或签署的任务，不能转给他人办理。' },
    en: {
      title: 'This task cannot be transferred',
      detail: 'What the applicant owes or has to sign is not handed to anybody else.',
    },
  },
  CHOICE_MISSING: {
    status: 422,
    'zh-CN': {
      title: '请选择下一环节办理人',
      detail: '流程要求为后续环节（见 facts.stage）选择办理人。请从可选人员中选择后重新提交。',
    },
    en: {
      title: 'Choose who decides next',
      detail:
        'The route asks you to choose people for a stage to come (facts.stage). Choose from those offered and send it again.',
    },
  },
  CHOICE_NOT_POSSIBLE: {
    status: 422,
    'zh-CN': {
      title: '不能选择该人员',
      detail: '所选办理人不在可选范围内、重复或超过人数，或流程未要求选择，原因见 facts.reasonCode。请重新选择。',
    },
    en: {
      title: 'This choice is not possible',
      detail:
        'The people chosen are not among those offered, named twice or too many, or nobody was asked for; facts.reasonCode says which. Choose again.',
    },
  },
  ALREADY_DECLARED: {
    status: 409,
    'zh-CN': {
      title: '利益冲突已申报',
      detail: '该人员与该企业或案件的利益冲突已经申报且仍然有效，无需重复申报。',
    },
    en: {
      title: 'Already declared',
      detail: 'A conflict of interest of this person with this company or case is on record and stands.',
    },
  },
  NOT_SUPERVISOR: {
    status: 403,
    'zh-CN': { title: '您不是该任务的督办人', detail: '只有该任务的督办人或所辖单位的管理员可以调整。' },
    en: {
      title: 'Not the supervisor',
      detail: 'Only the supervisor of the task, or an administrator of a unit it lies under, may change this.',
    },
  },
  NO_TEAM: {
    status: 403,
    'zh-CN': { title: '您没有下属团队', detail: '您不是任何单位的负责人，也没有督办中的任务，因此没有团队列表。' },
    en: {
      title: 'No team',
      detail: 'You head no unit and supervise no open task, so there is no list of a team for you.',
    },
  },
  TOO_MANY_FILTERS: {
    status: 409,
    'zh-CN': { title: '保存的筛选过多', detail: '每人最多保存 facts.maximum 个筛选。请先删除不再使用的筛选。' },
    en: {
      title: 'Too many filters',
      detail: 'Nobody saves more than facts.maximum filters. Remove one that is not needed any more.',
    },
  },
  FILTER_NAME_TAKEN: {
    status: 409,
    'zh-CN': { title: '筛选名称已使用', detail: '您已有同名的筛选。请换一个名称，或修改原有的筛选。' },
    en: { title: 'Name taken', detail: 'You have a filter of this name. Choose another name, or change that filter.' },
  },
  TOO_MANY_STREAMS: {
    status: 429,
    'zh-CN': {
      title: '打开的页面过多',
      detail: '同一账号最多在 facts.maximum 处同时接收实时提醒。请关闭不用的页面后重试。',
    },
    en: {
      title: 'Open in too many places',
      detail: 'One account is kept up to date in facts.maximum places at once. Close one that is not needed.',
    },
  },
  DEADLINE_NOT_LATER: {
    status: 409,
    'zh-CN': { title: '新期限须晚于原期限', detail: '期限只能延后：新期限须晚于当前时间和原期限（见 dueAt）。' },
    en: {
      title: 'Not a later deadline',
      detail: 'A deadline is only put off: the new one must be later than now and than the present one, see dueAt.',
    },
  },
  RECEIVER_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '不能转给该人员',
      detail: '接收人须为在岗、办理案件的员工，未被回避，且在本环节没有另外的席位。具体原因见 reasonCode。',
    },
    en: {
      title: 'This person cannot receive the task',
      detail:
        'The receiver must be active staff who decide cases, must not be excluded from the stage, and must have no other seat in it. See reasonCode.',
    },
  },
  TASK_SUSPENDED: {
    status: 409,
    'zh-CN': { title: '任务已暂停', detail: '案件正在等待申请人补充材料，该任务暂停办理。补充完成后可继续。' },
    en: {
      title: 'Task suspended',
      detail: 'The case is waiting for the applicant to supplement it. The task goes on when that is done.',
    },
  },
  RETURN_TARGET_UNKNOWN: {
    status: 422,
    'zh-CN': { title: '退回目标无效', detail: '不能退回到所选环节。请从任务列出的可退回环节中选择。' },
    en: {
      title: 'Unknown return target',
      detail: 'The case cannot be returned to that stage. Choose one of the targets the task offers.',
    },
  },
  NOT_RETURNABLE: {
    status: 409,
    'zh-CN': { title: '当前不能退回', detail: '该环节不允许退回。请选择任务所列的其他处理方式。' },
    en: {
      title: 'Not returnable',
      detail: 'This stage does not allow a return. Choose another of the outcomes the task offers.',
    },
  },
  TAKE_BACK_TOO_LATE: {
    status: 409,
    'zh-CN': {
      title: '已不能撤回决定',
      detail: '后续环节已有人领取或处理，或者结果已告知，您的决定不能再撤回。如有误，请联系后续办理人退回。',
    },
    en: {
      title: 'Too late to take back',
      detail:
        'Somebody has already acted on what your decision opened, or the outcome was told. If it was a mistake, ask the next holder for a return.',
    },
  },
  NOT_YOURS: {
    status: 403,
    'zh-CN': { title: '不是您本人的操作', detail: '只有本人可以撤回或修改自己的操作。' },
    en: { title: 'Not yours', detail: 'Only the person who did this can take it back or change it.' },
  },
  OUTCOME_NOT_OFFERED: {
    status: 422,
    'zh-CN': { title: '不支持的处理结果', detail: '该任务不提供此处理结果。请从任务列出的结果中选择。' },
    en: {
      title: 'Outcome not offered',
      detail: 'This task does not offer that outcome. Choose one of those it lists.',
    },
  },
  WRONG_STATE: {
    status: 409,
    'zh-CN': {
      title: '当前状态不允许此操作',
      detail: '记录的当前状态（见 facts.state）不允许此操作。请刷新后查看可进行的操作。',
    },
    en: {
      title: 'Wrong state',
      detail: 'The present state of the record (facts.state) does not allow this. Refresh it to see what can be done.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
