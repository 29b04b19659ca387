import { writeTemplate } from './write-template.ts';

const SUBSTITUTION = ['principalName', 'substituteName', 'fromAt', 'untilAt', 'link'];
const READ_ZH = '查看：\n{{ link }}';
const READ_EN = 'See it:\n{{ link }}';

export const substitutionTemplates = {
  SUBSTITUTION_MADE: writeTemplate(
    SUBSTITUTION,
    {
      subject: '代理设置：{{ substituteName }}代{{ principalName }}',
      text: [
        '{{ fromAt }}至{{ untilAt }}，{{ substituteName }}可代{{ principalName }}办理任务，办理记录会同时注明两人。代理可随时撤销。',
        READ_ZH,
      ],
    },
    {
      subject: 'Substitution: {{ substituteName }} for {{ principalName }}',
      text: [
        'From {{ fromAt }} until {{ untilAt }} {{ substituteName }} may do the tasks of {{ principalName }}. The record names both people. It can be revoked at any time.',
        READ_EN,
      ],
    },
  ),
  SUBSTITUTION_BEGUN: writeTemplate(
    SUBSTITUTION,
    {
      subject: '代理开始：您现在可代{{ principalName }}办理任务',
      text: [
        '{{ substituteName }}，您好：您对{{ principalName }}的代理已于{{ fromAt }}开始，至{{ untilAt }}结束。{{ principalName }}的待办任务现已列入您的任务列表。',
        READ_ZH,
      ],
    },
    {
      subject: 'Substitution begun: you may now act for {{ principalName }}',
      text: [
        '{{ substituteName }}, your substitution for {{ principalName }} began at {{ fromAt }} and ends at {{ untilAt }}. The open tasks of {{ principalName }} are in your lists now.',
        READ_EN,
      ],
    },
  ),
  SUBSTITUTION_REVOKED: writeTemplate(
    SUBSTITUTION,
    {
      subject: '代理撤销：{{ substituteName }}代{{ principalName }}',
      text: [
        '{{ substituteName }}代{{ principalName }}办理任务的设置（{{ fromAt }}至{{ untilAt }}）已撤销，已领取而未办结的任务退回{{ principalName }}。',
        READ_ZH,
      ],
    },
    {
      subject: 'Substitution revoked: {{ substituteName }} for {{ principalName }}',
      text: [
        '{{ substituteName }} no longer stands in for {{ principalName }} (from {{ fromAt }} until {{ untilAt }}). Tasks claimed and not done go back to {{ principalName }}.',
        READ_EN,
      ],
    },
  ),
};
