import { writeTemplate } from './write-template.ts';

export const webhookTemplates = {
  WEBHOOK_PAUSED: writeTemplate(
    ['webhookName', 'failures', 'link'],
    {
      subject: '事件推送已暂停：{{ webhookName }}',
      text: [
        '“{{ webhookName }}”连续{{ failures }}次推送失败，系统已暂停推送。此后的事件会保留并等待，恢复推送后按先后顺序送出。请与接收方确认后恢复。',
        '查看：\n{{ link }}',
      ],
    },
    {
      subject: 'Webhook paused: {{ webhookName }}',
      text: [
        '{{ failures }} deliveries in a row to “{{ webhookName }}” were given up, and the webhook was paused. Events wait from now on and are sent in their order once it is resumed. Resume it when its receiver is well again.',
        'See it:\n{{ link }}',
      ],
    },
  ),
};
