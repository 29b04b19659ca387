import { writeTemplate } from './write-template.ts';

/** No words that can be taken back stand in a notice; its link leads to them. */
const SPOKEN = ['byName', 'caseNumber', 'title', 'link'];
const BY_ZH = '{% if byName %}{{ byName }}{% else %}办理部门{% endif %}';
const BY_EN = '{% if byName %}{{ byName }}{% else %}The office{% endif %}';
const READ_ZH = '查看：\n{{ link }}';
const READ_EN = 'Read it:\n{{ link }}';

export const conversationTemplates = {
  COMMENT_ADDED: writeTemplate(
    SPOKEN,
    {
      subject: '新留言：{{ title }}（{{ caseNumber }}）',
      text: [`${BY_ZH}在{{ title }}（{{ caseNumber }}）中留言。`, READ_ZH],
    },
    {
      subject: 'New comment: {{ title }} ({{ caseNumber }})',
      text: [`${BY_EN} commented on {{ title }} ({{ caseNumber }}).`, READ_EN],
    },
  ),
  COMMENT_FOR_YOU: writeTemplate(
    SPOKEN,
    {
      subject: '有人提到您：{{ title }}（{{ caseNumber }}）',
      text: [`${BY_ZH}在{{ title }}（{{ caseNumber }}）的留言中提到了您，或回复了您。`, READ_ZH],
    },
    {
      subject: 'You are mentioned: {{ title }} ({{ caseNumber }})',
      text: [`${BY_EN} mentioned you, or replied to you, in {{ title }} ({{ caseNumber }}).`, READ_EN],
    },
  ),
  QUESTION_ASKED: writeTemplate(
    SPOKEN,
    {
      subject: '有问题请您答复：{{ title }}（{{ caseNumber }}）',
      text: [
        `${BY_ZH}就{{ title }}（{{ caseNumber }}）向您提出了一个问题，请答复。案件的办理不因此暂停。`,
        '答复：\n{{ link }}',
      ],
    },
    {
      subject: 'A question for you: {{ title }} ({{ caseNumber }})',
      text: [
        `${BY_EN} asked you a question about {{ title }} ({{ caseNumber }}). The case goes on meanwhile.`,
        'Answer it:\n{{ link }}',
      ],
    },
  ),
  QUESTION_ANSWERED: writeTemplate(
    SPOKEN,
    {
      subject: '问题已答复：{{ title }}（{{ caseNumber }}）',
      text: [`${BY_ZH}答复了您就{{ title }}（{{ caseNumber }}）提出的问题。`, READ_ZH],
    },
    {
      subject: 'Your question is answered: {{ title }} ({{ caseNumber }})',
      text: [`${BY_EN} answered your question about {{ title }} ({{ caseNumber }}).`, READ_EN],
    },
  ),
  CASE_COPIED: writeTemplate(
    SPOKEN,
    {
      subject: '抄送：{{ title }}（{{ caseNumber }}）',
      text: [
        '{% if byName %}{{ byName }}将{% else %}按审批流，{% endif %}{{ title }}（{{ caseNumber }}）抄送给您，供您阅知，无需办理。',
        READ_ZH,
      ],
    },
    {
      subject: 'Copied to you: {{ title }} ({{ caseNumber }})',
      text: [
        '{% if byName %}{{ byName }} copied{% else %}The route copies{% endif %} {{ title }} ({{ caseNumber }}) to you. It is for you to read; you have nothing to decide.',
        READ_EN,
      ],
    },
  ),
  TASK_URGED: writeTemplate(
    ['byName', 'caseNumber', 'title', 'stageTitle', 'dueAt', 'note', 'link'],
    {
      subject: '催办：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        `${BY_ZH}催办{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”。{% if dueAt %}期限为{{ dueAt }}。{% endif %}`,
        '{% if note %}留言：{{ note }}{% endif %}',
        '办理：\n{{ link }}',
      ],
    },
    {
      subject: 'Urged: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        `${BY_EN} urges you to act on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}). {% if dueAt %}It is due by {{ dueAt }}.{% endif %}`,
        '{% if note %}They write: {{ note }}{% endif %}',
        'Open it:\n{{ link }}',
      ],
    },
  ),
};
