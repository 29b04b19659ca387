import type { MessageTemplateBody } from '../../../src/domain/messages/message-template.ts';

interface Words {
  readonly subject: string;
  /** Paragraphs, without salutation and closing. */
  readonly text: readonly string[];
}

/** Puts salutation and closing around the paragraphs; `variables` are those of the text beside the common ones. */
export function writeTemplate(variables: readonly string[], zh: Words, en: Words): MessageTemplateBody {
  return {
    variables: ['recipient', 'product', ...variables],
    zh: {
      subject: zh.subject,
      text: ['{{ recipient }}，您好：', ...zh.text, '本通知由 {{ product }} 自动发送，请勿直接回复。'].join('\n\n'),
    },
    en: {
      subject: en.subject,
      text: ['Dear {{ recipient }},', ...en.text, 'Sent by {{ product }}. Please do not reply to this message.'].join(
        '\n\n',
      ),
    },
  };
}
