import { writeTemplate } from './write-template.ts';

const CASE = ['caseNumber', 'title', 'link'];
const RULE = ['ruleTitle', 'ruleVersion', 'acknowledge', 'link'];
const SEE_ZH = '查看进度：\n{{ link }}';
const SEE_EN = 'See its progress:\n{{ link }}';

export const requestTemplates = {
  REQUEST_SUBMITTED: writeTemplate(
    CASE,
    {
      subject: '已提交：{{ title }}（{{ caseNumber }}）',
      text: ['{{ title }}已提交，编号{{ caseNumber }}。办理结果将通知您。', SEE_ZH],
    },
    {
      subject: 'Received: {{ title }} ({{ caseNumber }})',
      text: ['We have received {{ title }}, number {{ caseNumber }}, and shall tell you the outcome.', SEE_EN],
    },
  ),
  REQUEST_DONE: writeTemplate(
    [...CASE, 'outcome', 'reason'],
    {
      subject: '已办结：{{ title }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）已办结。{% if outcome %}结论：{{ outcome }}。{% endif %}',
        '{% if reason %}说明：{{ reason }}{% endif %}',
        '查看结果：\n{{ link }}',
      ],
    },
    {
      subject: 'Completed: {{ title }} ({{ caseNumber }})',
      text: [
        '{{ title }} ({{ caseNumber }}) is completed.{% if outcome %} Outcome: {{ outcome }}.{% endif %}',
        '{% if reason %}Reason: {{ reason }}{% endif %}',
        'See the outcome:\n{{ link }}',
      ],
    },
  ),
  REQUEST_REJECTED: writeTemplate(
    [...CASE, 'reasons'],
    {
      subject: '未通过：{{ title }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）未获通过。',
        '{% for reason in reasons %}原因：{{ reason }}\n{% endfor %}',
        '查看详情：\n{{ link }}',
      ],
    },
    {
      subject: 'Refused: {{ title }} ({{ caseNumber }})',
      text: [
        '{{ title }} ({{ caseNumber }}) was refused.',
        '{% for reason in reasons %}Reason: {{ reason }}\n{% endfor %}',
        'See it:\n{{ link }}',
      ],
    },
  ),
  REQUEST_EXPIRED: writeTemplate(
    CASE,
    {
      subject: '已过期：{{ title }}（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）未在期限内补充，已经终止。如仍需要，请重新提交。', SEE_ZH],
    },
    {
      subject: 'Expired: {{ title }} ({{ caseNumber }})',
      text: [
        '{{ title }} ({{ caseNumber }}) was not supplemented in time and has ended. If it is still needed, please send it again.',
        SEE_EN,
      ],
    },
  ),
  RULE_PUBLISHED: writeTemplate(
    RULE,
    {
      subject: '请阅知：{{ ruleTitle }}',
      text: [
        '《{{ ruleTitle }}》（第{{ ruleVersion }}版）已发布。{% if acknowledge %}请阅读后确认知悉。{% else %}请阅读。{% endif %}',
        '阅读：\n{{ link }}',
      ],
    },
    {
      subject: 'Please read: {{ ruleTitle }}',
      text: [
        '“{{ ruleTitle }}” (version {{ ruleVersion }}) is published.{% if acknowledge %} Please read it and acknowledge it.{% else %} Please read it.{% endif %}',
        'Read it:\n{{ link }}',
      ],
    },
  ),
  RULE_REMINDER: writeTemplate(
    RULE,
    {
      subject: '提醒：请确认知悉《{{ ruleTitle }}》',
      text: [
        '您尚未{% if acknowledge %}确认知悉{% else %}阅读{% endif %}《{{ ruleTitle }}》（第{{ ruleVersion }}版），请尽快办理。',
        '阅读：\n{{ link }}',
      ],
    },
    {
      subject: 'Reminder: please acknowledge “{{ ruleTitle }}”',
      text: [
        'You have not {% if acknowledge %}acknowledged{% else %}read{% endif %} “{{ ruleTitle }}” (version {{ ruleVersion }}) yet. Please do so now.',
        'Read it:\n{{ link }}',
      ],
    },
  ),
  REQUEST_WITHDRAWN: writeTemplate(
    CASE,
    {
      subject: '已撤销：{{ title }}（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）已由提交人撤销。', SEE_ZH],
    },
    {
      subject: 'Withdrawn: {{ title }} ({{ caseNumber }})',
      text: ['{{ title }} ({{ caseNumber }}) was withdrawn by whoever asked for it.', SEE_EN],
    },
  ),
};
