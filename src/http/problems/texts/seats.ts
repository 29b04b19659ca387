import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Handing a task on, and asking others for their word. */
export const SEAT_PROBLEMS = {
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
  TRANSFER_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': { title: '该任务不能转办', detail: '应由申请方办理或签署的任务，不能转给他人办理。' },
    en: {
      title: 'This task cannot be transferred',
      detail: 'What the applicant owes or has to sign is not handed to anybody else.',
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
  HAND_OVER_NOT_NEEDED: {
    status: 409,
    'zh-CN': { title: '无需交接', detail: '该事项已不再只由离职人员办理，例如已释放回待领池或已交他人，未作改动。' },
    en: {
      title: 'Nothing to hand over',
      detail:
        'This no longer waits for the person who leaves alone; it is in its pool again or somebody else has it, so nothing was changed.',
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
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
