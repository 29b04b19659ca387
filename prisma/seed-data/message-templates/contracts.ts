import { writeTemplate } from './write-template.ts';

const SEE_ZH = '查看：\n{{ link }}';
const SEE_EN = 'See it here:\n{{ link }}';

export const contractTemplates = {
  CONTRACT_TO_SIGN: writeTemplate(
    ['caseNumber', 'title', 'contractNumber', 'dueAt', 'link'],
    {
      subject: '请签署合同{{ contractNumber }}（{{ caseNumber }}）',
      text: [
        '{{ title }}（{{ caseNumber }}）的合同{{ contractNumber }}等待您签署。{% if dueAt %}请在{{ dueAt }}前完成。{% endif %}',
        '签署：\n{{ link }}',
      ],
    },
    {
      subject: 'Please sign contract {{ contractNumber }} ({{ caseNumber }})',
      text: [
        'Contract {{ contractNumber }} for {{ title }} ({{ caseNumber }}) is waiting for your signature.{% if dueAt %} Please sign by {{ dueAt }}.{% endif %}',
        'Sign here:\n{{ link }}',
      ],
    },
  ),
  CONTRACT_SIGNED: writeTemplate(
    ['caseNumber', 'title', 'contractNumber', 'link'],
    {
      subject: '合同{{ contractNumber }}已由双方签署（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）的合同{{ contractNumber }}已由双方签署。', SEE_ZH],
    },
    {
      subject: 'Contract {{ contractNumber }} is signed by both parties ({{ caseNumber }})',
      text: ['Both parties have signed contract {{ contractNumber }} for {{ title }} ({{ caseNumber }}).', SEE_EN],
    },
  ),
  CHANNEL_ACTIVE: writeTemplate(
    ['caseNumber', 'title', 'channelCode', 'link'],
    {
      subject: '渠道{{ channelCode }}已开通（{{ caseNumber }}）',
      text: ['{{ title }}（{{ caseNumber }}）办理完成，渠道{{ channelCode }}现已开通。', SEE_ZH],
    },
    {
      subject: 'Channel {{ channelCode }} is active ({{ caseNumber }})',
      text: ['{{ title }} ({{ caseNumber }}) is complete: channel {{ channelCode }} is active from now on.', SEE_EN],
    },
  ),
};
