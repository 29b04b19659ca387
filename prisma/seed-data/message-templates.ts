import type { EventName } from '../../src/domain/messages/events.ts';
import type { MessageTemplateBody } from '../../src/domain/messages/message-template.ts';
import { accountTemplates } from './message-templates/accounts.ts';
import { applicationTemplates } from './message-templates/applications.ts';
import { batchTemplates } from './message-templates/batches.ts';
import { contractTemplates } from './message-templates/contracts.ts';
import { substitutionTemplates } from './message-templates/substitutions.ts';
import { conversationTemplates } from './message-templates/conversation.ts';
import { digestTemplates } from './message-templates/digest.ts';
import { requestTemplates } from './message-templates/requests.ts';
import { confirmationTemplates } from './message-templates/confirmations.ts';
import { webhookTemplates } from './message-templates/webhooks.ts';
import { taskTemplates } from './message-templates/tasks.ts';

/** Every event has one template of its own name (NTF-06). */
export const messageTemplates: Readonly<Record<EventName, MessageTemplateBody>> = {
  ...accountTemplates,
  ...applicationTemplates,
  ...contractTemplates,
  ...substitutionTemplates,
  ...conversationTemplates,
  ...requestTemplates,
  ...digestTemplates,
  ...taskTemplates,
  ...confirmationTemplates,
  ...webhookTemplates,
  ...batchTemplates,
};
