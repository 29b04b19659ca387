import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** What may be said of a task, and taken back. */
export const DECIDING_PROBLEMS = {
  REASON_MISSING: {
    status: 422,
    'zh-CN': { title: '需要说明理由', detail: '该决定必须说明理由（必要时选择理由代码）。请填写后重新提交。' },
    en: {
      title: 'Reason missing',
      detail:
        'This decision needs a reason, and a reason code where the task lists them. Add it and send the decision again.',
    },
  },
  OUTCOME_NOT_OFFERED: {
    status: 422,
    'zh-CN': { title: '不支持的处理结果', detail: '该任务不提供此处理结果。请从任务列出的结果中选择。' },
    en: {
      title: 'Outcome not offered',
      detail: 'This task does not offer that outcome. Choose one of those it lists.',
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
      detail:
        '后续环节已有人领取或处理，或者结果已告知，或者此后案件已改用新的审批流程，您的决定不能再撤回。如有误，请联系后续办理人退回。',
    },
    en: {
      title: 'Too late to take back',
      detail:
        'Somebody has already acted on what your decision opened, the outcome was told, or the case has been moved to another version of its route since. If it was a mistake, ask the next holder for a return.',
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
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
