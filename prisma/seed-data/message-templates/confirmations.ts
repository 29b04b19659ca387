import { writeTemplate } from './write-template.ts';

const ABOUT = ['caseNumber', 'title', 'stageTitle', 'link'];
const ANSWER = [...ABOUT, 'byName', 'note'];
const SEE_ZH = '查看：\n{{ link }}';
const SEE_EN = 'See:\n{{ link }}';

export const confirmationTemplates = {
  CONFIRMATION_ASKED: writeTemplate(
    ABOUT,
    {
      subject: '请督办确认：{{ stageTitle }}（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）的“{{ stageTitle }}”已办结，请您确认办理情况。', SEE_ZH],
    },
    {
      subject: 'To confirm: {{ stageTitle }} ({{ caseNumber }})',
      text: ['“{{ stageTitle }}” of {{ title }} ({{ caseNumber }}) is done. Please confirm how it was done.', SEE_EN],
    },
  ),
  DUTY_CONFIRMED: writeTemplate(
    ANSWER,
    {
      subject: '督办已确认：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ byName }}已确认您办理的{{ title }}（{{ caseNumber }}）“{{ stageTitle }}”。{% if note %}说明：{{ note }}{% endif %}',
        SEE_ZH,
      ],
    },
    {
      subject: 'Confirmed: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        '{{ byName }} has confirmed your work on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}).{% if note %} They say: {{ note }}{% endif %}',
        SEE_EN,
      ],
    },
  ),
  DUTY_NOT_ACCEPTED: writeTemplate(
    ANSWER,
    {
      subject: '督办未认可：{{ stageTitle }}（{{ caseNumber }}）',
      text: [
        '{{ byName }}未认可您办理的{{ title }}（{{ caseNumber }}）“{{ stageTitle }}”：{{ note }}。',
        '您的决定不因此改变。请与督办人沟通整改；整改后由督办人再次确认。',
        SEE_ZH,
      ],
    },
    {
      subject: 'Not accepted: {{ stageTitle }} ({{ caseNumber }})',
      text: [
        '{{ byName }} does not accept your work on “{{ stageTitle }}” of {{ title }} ({{ caseNumber }}): {{ note }}.',
        'Your decision stands as it is. Put right what is to be put right; the supervisor can confirm it afterwards.',
        SEE_EN,
      ],
    },
  ),
};
