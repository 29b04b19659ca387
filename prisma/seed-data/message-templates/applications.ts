import { writeTemplate } from './write-template.ts';

const CASE = ['caseNumber', 'title', 'link'];
const SEE_ZH = '查看进度：\n{{ link }}';
const SEE_EN = 'See its progress:\n{{ link }}';

export const applicationTemplates = {
  APPLICATION_SUBMITTED: writeTemplate(
    CASE,
    {
      subject: '已收到您的申请（{{ caseNumber }}）',
      text: ['我们已收到您的申请：{{ title }}，编号{{ caseNumber }}。每一步进展都会通知您。', SEE_ZH],
    },
    {
      subject: 'We have received your application ({{ caseNumber }})',
      text: [
        'We have received your application: {{ title }}, number {{ caseNumber }}. We shall tell you of every step.',
        SEE_EN,
      ],
    },
  ),
  SCREENING_MANUAL: writeTemplate(
    CASE,
    {
      subject: '您的申请需要人工核查（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）的筛查需要由工作人员核查，您暂时无需操作。', SEE_ZH],
    },
    {
      subject: 'A person checks your application ({{ caseNumber }})',
      text: [
        'The screening of {{ title }} ({{ caseNumber }}) is checked by a person. There is nothing for you to do.',
        SEE_EN,
      ],
    },
  ),
  RETURNED_FOR_SUPPLEMENT: writeTemplate(
    [...CASE, 'dueAt', 'items', 'reason'],
    {
      subject: '请补正材料（{{ caseNumber }}）',
      text: [
        '您的申请{{ title }}（{{ caseNumber }}）需要补正。{% if dueAt %}请在{{ dueAt }}前提交，逾期申请将终止。{% endif %}',
        '{% if reason %}说明：{{ reason }}{% endif %}{% for item in items %}\n- {{ item.title }}{% if item.remark %}：{{ item.remark }}{% endif %}{% endfor %}',
        '补正：\n{{ link }}',
      ],
    },
    {
      subject: 'Please supplement your application ({{ caseNumber }})',
      text: [
        'Your application {{ title }} ({{ caseNumber }}) needs to be supplemented.{% if dueAt %} Please do so by {{ dueAt }}; after that it ends.{% endif %}',
        '{% if reason %}Reason: {{ reason }}{% endif %}{% for item in items %}\n- {{ item.title }}{% if item.remark %}: {{ item.remark }}{% endif %}{% endfor %}',
        'Supplement it here:\n{{ link }}',
      ],
    },
  ),
  SUPPLEMENT_REMINDER: writeTemplate(
    [...CASE, 'dueAt'],
    {
      subject: '提醒：请尽快补正材料（{{ caseNumber }}）',
      text: [
        '您的申请{{ title }}（{{ caseNumber }}）尚待补正。{% if dueAt %}请在{{ dueAt }}前提交，逾期申请将终止。{% endif %}',
        '补正：\n{{ link }}',
      ],
    },
    {
      subject: 'Reminder: please supplement your application ({{ caseNumber }})',
      text: [
        'Your application {{ title }} ({{ caseNumber }}) still waits for your supplement.{% if dueAt %} Please send it by {{ dueAt }}; after that the application ends.{% endif %}',
        'Supplement it here:\n{{ link }}',
      ],
    },
  ),
  APPLICATION_EXPIRED: writeTemplate(
    [...CASE, 'reapplyFrom'],
    {
      subject: '申请已过期（{{ caseNumber }}）',
      text: [
        '您的申请{{ title }}（{{ caseNumber }}）未在期限内补正，已经终止。{% if reapplyFrom %}您可以从{{ reapplyFrom }}起重新申请。{% else %}您可以随时重新申请。{% endif %}',
        SEE_ZH,
      ],
    },
    {
      subject: 'Your application has expired ({{ caseNumber }})',
      text: [
        'Your application {{ title }} ({{ caseNumber }}) was not supplemented in time and has ended. {% if reapplyFrom %}You may apply again from {{ reapplyFrom }}.{% else %}You may apply again at any time.{% endif %}',
        SEE_EN,
      ],
    },
  ),
  APPLICATION_REJECTED: writeTemplate(
    [...CASE, 'reasons', 'reapplyFrom', 'objectionUntil', 'contact'],
    {
      subject: '申请未通过（{{ caseNumber }}）',
      text: [
        '很遗憾，您的申请{{ title }}（{{ caseNumber }}）未获通过。',
        '原因：{% for reason in reasons %}\n- {{ reason }}{% endfor %}',
        '{% if reapplyFrom %}您可以从{{ reapplyFrom }}起重新申请。{% else %}您可以随时重新申请。{% endif %}',
        '如有异议，{% if objectionUntil %}请在{{ objectionUntil }}前{% else %}请{% endif %}联系：{{ contact }}。',
        SEE_ZH,
      ],
    },
    {
      subject: 'Your application was refused ({{ caseNumber }})',
      text: [
        'We are sorry: your application {{ title }} ({{ caseNumber }}) was refused.',
        'Reasons:{% for reason in reasons %}\n- {{ reason }}{% endfor %}',
        '{% if reapplyFrom %}You may apply again from {{ reapplyFrom }}.{% else %}You may apply again at any time.{% endif %}',
        'If you object, please contact{% if objectionUntil %} until {{ objectionUntil }}{% endif %}: {{ contact }}.',
        SEE_EN,
      ],
    },
  ),
  APPLICATION_APPROVED: writeTemplate(
    [...CASE, 'automatic'],
    {
      subject: '申请已通过审批（{{ caseNumber }}）',
      text: [
        '恭喜，您的申请{{ title }}（{{ caseNumber }}）已通过审批。{% if automatic %}因审批人未在期限内办理，本次审批由系统自动通过。{% endif %}接下来我们将拟定合同，请留意签署通知。',
        SEE_ZH,
      ],
    },
    {
      subject: 'Your application is approved ({{ caseNumber }})',
      text: [
        'Congratulations: your application {{ title }} ({{ caseNumber }}) is approved.{% if automatic %} The approval was given automatically, because nobody decided in time.{% endif %} We now draft the contract and shall tell you when to sign.',
        SEE_EN,
      ],
    },
  ),
  PROOF_EXPIRING: writeTemplate(
    [...CASE, 'proofTitle', 'lastDay'],
    {
      subject: '证照即将到期：{{ proofTitle }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）登记的“{{ proofTitle }}”将于{{ lastDay }}到期，请及时换证并更新。',
        SEE_ZH,
      ],
    },
    {
      subject: 'About to expire: {{ proofTitle }} ({{ caseNumber }})',
      text: [
        '“{{ proofTitle }}” on record for {{ title }} ({{ caseNumber }}) is valid until {{ lastDay }}. Please renew it and bring the record up to date.',
        SEE_EN,
      ],
    },
  ),
  APPLICATION_WITHDRAWN: writeTemplate(
    CASE,
    {
      subject: '申请已撤销（{{ caseNumber }}）',
      text: ['申请{{ title }}（{{ caseNumber }}）已由申请人撤销。', SEE_ZH],
    },
    {
      subject: 'The application is withdrawn ({{ caseNumber }})',
      text: ['The applicant has withdrawn the application {{ title }} ({{ caseNumber }}).', SEE_EN],
    },
  ),
  CASE_MOVED: writeTemplate(
    [...CASE, 'phaseTitle', 'reason'],
    {
      subject: '案件已退至“{{ phaseTitle }}”（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）已由管理员调整到“{{ phaseTitle }}”，将从该阶段重新办理。{% if reason %}原因：{{ reason }}{% endif %}',
        SEE_ZH,
      ],
    },
    {
      subject: 'The case goes back to {{ phaseTitle }} ({{ caseNumber }})',
      text: [
        'An administrator has set {{ title }} ({{ caseNumber }}) back to {{ phaseTitle }}; it goes on from there.{% if reason %} Reason: {{ reason }}{% endif %}',
        SEE_EN,
      ],
    },
  ),
  CASE_WOKEN: writeTemplate(
    [...CASE, 'phaseTitle', 'reason'],
    {
      subject: '案件已重新开启（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）已由管理员重新开启，从“{{ phaseTitle }}”继续办理。{% if reason %}原因：{{ reason }}{% endif %}',
        SEE_ZH,
      ],
    },
    {
      subject: 'The case is open again ({{ caseNumber }})',
      text: [
        'An administrator has reopened {{ title }} ({{ caseNumber }}); it goes on at {{ phaseTitle }}.{% if reason %} Reason: {{ reason }}{% endif %}',
        SEE_EN,
      ],
    },
  ),
  CASE_CANCELED: writeTemplate(
    [...CASE, 'reason'],
    {
      subject: '案件已取消（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）已由管理员取消。{% if reason %}原因：{{ reason }}{% endif %}', SEE_ZH],
    },
    {
      subject: 'The case is canceled ({{ caseNumber }})',
      text: [
        'An administrator has canceled {{ title }} ({{ caseNumber }}).{% if reason %} Reason: {{ reason }}{% endif %}',
        SEE_EN,
      ],
    },
  ),
};
