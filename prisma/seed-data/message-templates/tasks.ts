import { writeTemplate } from './write-template.ts';

const TASK = ['caseNumber', 'title', 'stageTitle', 'dueAt', 'link'];
const DUE_ZH = '{% if dueAt %}请在{{ dueAt }}前办理。{% endif %}';
const DUE_EN = '{% if dueAt %}It is due by {{ dueAt }}.{% endif %}';
const OPEN_ZH = '办理：\n{{ link }}';
const OPEN_EN = 'Open it:\n{{ link }}';
const DECIDE_ZH =
  '{% if decisionLink %}无需登录，直接查看并审批（链接仅供您本人使用一次，请勿转发）：\n{{ decisionLink }}{% endif %}';
const DECIDE_EN =
  '{% if decisionLink %}See and decide it without logging in (for you alone and once; do not pass it on):\n{{ decisionLink }}{% endif %}';

export const taskTemplates = {
  TASK_OPENED: writeTemplate(
    [...TASK, 'decisionLink'],
    {
      subject: '新任务：{{ stageTitle }}（{{ caseNumber }}）',
      text: [`{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”等待办理。${DUE_ZH}`, OPEN_ZH, DECIDE_ZH],
    },
    {
      subject: 'New task: {{ stageTitle }} ({{ caseNumber }})',
      text: [`“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) is waiting. ${DUE_EN}`, OPEN_EN, DECIDE_EN],
    },
  ),
  SIGNER_ADDED: writeTemplate(
    [...TASK, 'byName'],
    {
      subject: '请您加签：{{ stageTitle }}（{{ caseNumber }}）',
      text: [`{{ byName }}请您对{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”发表意见。${DUE_ZH}`, OPEN_ZH],
    },
    {
      subject: 'Your word is asked for: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        `{{ byName }} asks for your word on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}). ${DUE_EN}`,
        OPEN_EN,
      ],
    },
  ),
  TASK_PRIORITY_SET: writeTemplate(
    ['caseNumber', 'title', 'stageTitle', 'priority', 'link'],
    {
      subject: '优先级调整：{{ stageTitle }}（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”优先级已调整为{{ priority }}。', OPEN_ZH],
    },
    {
      subject: 'New priority: {{ stageTitle }} ({{ caseNumber }})',
      text: ['The priority of “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) is now {{ priority }}.', OPEN_EN],
    },
  ),
  TASK_DELEGATED: writeTemplate(
    [...TASK, 'byName'],
    {
      subject: '委派给您：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ byName }}请您办理{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”并反馈意见，由其作出决定。{% if dueAt %}该任务期限：{{ dueAt }}。{% endif %}',
        OPEN_ZH,
      ],
    },
    {
      subject: 'Delegated to you: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        `{{ byName }} asks you to work on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) and to recommend what to decide. ${DUE_EN}`,
        OPEN_EN,
      ],
    },
  ),
  DELEGATION_RECALLED: writeTemplate(
    ['caseNumber', 'title', 'stageTitle', 'link'],
    {
      subject: '委派已收回：{{ stageTitle }}（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”已由委派人收回，您无需再办理。', '查看：\n{{ link }}'],
    },
    {
      subject: 'Recalled: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        '“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) was recalled by whoever delegated it to you. There is nothing more to do.',
        'See:\n{{ link }}',
      ],
    },
  ),
  RECOMMENDATION_RECEIVED: writeTemplate(
    [...TASK, 'byName'],
    {
      subject: '委派已反馈：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        `{{ byName }}已对{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”反馈意见，请您作出决定。${DUE_ZH}`,
        OPEN_ZH,
      ],
    },
    {
      subject: 'Recommendation received: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        `{{ byName }} has recommended what to decide on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}). It is yours to decide. ${DUE_EN}`,
        OPEN_EN,
      ],
    },
  ),
  SIGNER_REMOVED: writeTemplate(
    ['caseNumber', 'title', 'stageTitle', 'link'],
    {
      subject: '无需再加签：{{ stageTitle }}（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”不再需要您发表意见，无需办理。', '查看：\n{{ link }}'],
    },
    {
      subject: 'No longer needed: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        'Your word on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) is no longer needed. There is nothing to do.',
        'See:\n{{ link }}',
      ],
    },
  ),
  TASK_REMINDER: writeTemplate(
    TASK,
    {
      subject: '提醒：{{ stageTitle }}即将到期（{{ caseNumber }}）',
      text: [`{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”尚未办理。${DUE_ZH}`, OPEN_ZH],
    },
    {
      subject: 'Reminder: {{ stageTitle }} is due soon ({{ caseNumber }})',
      text: [`“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) is still open. ${DUE_EN}`, OPEN_EN],
    },
  ),
  TASK_AT_RISK: writeTemplate(
    TASK,
    {
      subject: '预警：{{ stageTitle }}可能超时（{{ caseNumber }}）',
      text: [
        '您督办的{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”尚未办理。{% if dueAt %}到期时间：{{ dueAt }}。{% endif %}',
        '查看：\n{{ link }}',
      ],
    },
    {
      subject: 'At risk: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        `“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}), which you supervise, is still open. ${DUE_EN}`,
        OPEN_EN,
      ],
    },
  ),
  TASK_OVERDUE: writeTemplate(
    TASK,
    {
      subject: '超时：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”已超过期限{% if dueAt %}（{{ dueAt }}）{% endif %}，请尽快办理。',
        OPEN_ZH,
      ],
    },
    {
      subject: 'Overdue: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        '“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) is overdue{% if dueAt %} since {{ dueAt }}{% endif %}. Please see to it now.',
        OPEN_EN,
      ],
    },
  ),
  TASK_ESCALATED: writeTemplate(
    TASK,
    {
      subject: '升级督办：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”超时未办{% if dueAt %}（期限{{ dueAt }}）{% endif %}，已升级给您。您可以督促办理，也可以直接办理。',
        OPEN_ZH,
      ],
    },
    {
      subject: 'Escalated to you: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        '“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) was not done in time{% if dueAt %} ({{ dueAt }}){% endif %} and is escalated to you. You may decide it yourself.',
        OPEN_EN,
      ],
    },
  ),
  TASK_DEADLINE_MOVED: writeTemplate(
    [...TASK, 'formerDueAt'],
    {
      subject: '期限调整：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”办理期限已调整{% if dueAt %}为{{ dueAt }}{% endif %}{% if formerDueAt %}（原期限{{ formerDueAt }}）{% endif %}。',
        OPEN_ZH,
      ],
    },
    {
      subject: 'New deadline: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        'The deadline of “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) has changed{% if formerDueAt %} from {{ formerDueAt }}{% endif %}{% if dueAt %} to {{ dueAt }}{% endif %}.',
        OPEN_EN,
      ],
    },
  ),
  TASK_ENDED_BY_TIME: writeTemplate(
    ['caseNumber', 'title', 'stageTitle', 'ground', 'link'],
    {
      subject: '系统自动处理：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”：{{ ground }}。该操作已记录为系统操作。',
        '查看：\n{{ link }}',
      ],
    },
    {
      subject: 'Done by the system: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        '“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}): {{ ground }}. It is on record as the system’s act.',
        'See:\n{{ link }}',
      ],
    },
  ),
  SUPPLEMENT_RECEIVED: writeTemplate(
    TASK,
    {
      subject: '已补正：{{ title }}（{{ caseNumber }}）',
      text: [`申请人已提交{{ title }}（{{ caseNumber }}）的补正材料，“{{ stageTitle }}”继续办理。${DUE_ZH}`, OPEN_ZH],
    },
    {
      subject: 'Supplement received: {{ title }} ({{ caseNumber }})',
      text: [
        `The applicant has supplemented {{ title }} ({{ caseNumber }}); “{{ stageTitle }}” goes on. ${DUE_EN}`,
        OPEN_EN,
      ],
    },
  ),
};
