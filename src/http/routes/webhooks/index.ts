import type { Route } from '../../route.ts';
import { changeWebhookRoute } from './change-webhook.ts';
import { listWebhookDeliveriesRoute } from './list-deliveries.ts';
import { listWebhooksRoute } from './list-webhooks.ts';
import { readWebhookRoute } from './read-webhook.ts';
import { redeliverRoute } from './redeliver.ts';
import { registerWebhookRoute } from './register-webhook.ts';
import { removeWebhookRoute } from './remove-webhook.ts';
import { renewWebhookSecretRoute } from './renew-secret.ts';

/** Who outside is told of tasks and cases, and what became of every telling. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  listWebhooksRoute,
  registerWebhookRoute,
  readWebhookRoute,
  changeWebhookRoute,
  removeWebhookRoute,
  renewWebhookSecretRoute,
  listWebhookDeliveriesRoute,
  redeliverRoute,
];
