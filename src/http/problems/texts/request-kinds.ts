import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Requests of every kind. */
export const REQUEST_KIND_PROBLEMS = {
  KIND_NOT_OPEN: {
    status: 422,
    'zh-CN': { title: '没有该类申请', detail: '目前没有这一类申请（见 facts.kind）。请从可发起的申请中选择。' },
    en: {
      title: 'No such kind of request',
      detail: 'There is no request of this kind (facts.kind) at present. Choose one of those you may start.',
    },
  },
  FORM_FAULTY: {
    status: 422,
    'zh-CN': {
      title: '表单填写有误',
      detail: '部分内容未填写或不符合要求，逐项说明见 facts.faults。请修改后重新提交。',
    },
    en: {
      title: 'The form needs to be mended',
      detail:
        'Some of it is missing or does not fit; facts.faults says what, field by field. Mend it and send it again.',
    },
  },
  SUBJECT_NOT_POSSIBLE: {
    status: 422,
    'zh-CN': {
      title: '不能针对该事项提出',
      detail: '该类申请不能针对所选的案件或企业提出，原因见 facts.reasonCode。请核对后重新选择。',
    },
    en: {
      title: 'Not possible about this',
      detail:
        'A request of this kind cannot be about the case or company that was named; facts.reasonCode says why. Check it and choose again.',
    },
  },
  FILING_PERIOD_OVER: {
    status: 409,
    'zh-CN': { title: '已超过提出期限', detail: '提出期限已于 facts.until 届满，不能再提交。' },
    en: { title: 'Too late to file', detail: 'The time to file ended at facts.until; it can no longer be handed in.' },
  },
  OPEN_REQUEST_EXISTS: {
    status: 409,
    'zh-CN': {
      title: '已有在办申请',
      detail: '同类申请已有一件尚未办结（见 facts.number）。请继续办理该件，或撤销后重新提出。',
    },
    en: {
      title: 'Another one is open',
      detail: 'A request of this kind is open already (facts.number). Go on with it, or withdraw it first.',
    },
  },
  NOT_READ: {
    status: 409,
    'zh-CN': { title: '请先阅读', detail: '您尚未打开该制度，阅读后才能确认知悉。请先打开全文。' },
    en: {
      title: 'Read it first',
      detail: 'You have not opened this rule yet. Open it and read it, then acknowledge it.',
    },
  },
  NOT_TO_ACKNOWLEDGE: {
    status: 409,
    'zh-CN': { title: '无需确认', detail: '该内容仅供阅读，不要求确认知悉。' },
    en: { title: 'Nothing to acknowledge', detail: 'This was sent to be read; nobody is asked to acknowledge it.' },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
