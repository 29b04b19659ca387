import { schemaOf, type PolicyKind } from '../../src/domain/policies/kinds.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { projectChannelTypes } from '../../src/registry/channels/project-channel-types.ts';
import { stateCouncilCalendar } from '../seed-data/calendar.ts';
import { channelTypes } from '../seed-data/channel-types.ts';
import { checklists } from '../seed-data/checklists.ts';
import { contractTemplate } from '../seed-data/contract-template.ts';
import { messageTables } from '../seed-data/message-tables.ts';
import { messageTemplates } from '../seed-data/message-templates.ts';
import { privacyNotice } from '../seed-data/privacy-notice.ts';
import {
  accountsPolicy,
  admissionPolicy,
  conversationPolicy,
  requestPolicy,
  substitutionPolicy,
  tasksPolicy,
  webhooksPolicy,
} from '../seed-data/process-policies.ts';
import { requestKinds } from '../seed-data/request-kinds.ts';
import { admissionDecisionTable, routes } from '../seed-data/routes.ts';
import { SEED_EPOCH } from './epoch.ts';

interface SeedPolicy {
  readonly kind: PolicyKind;
  readonly key: string;
  readonly body: unknown;
}

const policies: readonly SeedPolicy[] = [
  { kind: 'CALENDAR', key: 'CN', body: stateCouncilCalendar },
  { kind: 'PROCESS_POLICY', key: 'ADMISSION', body: admissionPolicy },
  { kind: 'PROCESS_POLICY', key: 'ACCOUNTS', body: accountsPolicy },
  { kind: 'PROCESS_POLICY', key: 'TASKS', body: tasksPolicy },
  { kind: 'PROCESS_POLICY', key: 'SUBSTITUTION', body: substitutionPolicy },
  { kind: 'PROCESS_POLICY', key: 'CONVERSATION', body: conversationPolicy },
  { kind: 'PROCESS_POLICY', key: 'REQUEST', body: requestPolicy },
  { kind: 'PROCESS_POLICY', key: 'WEBHOOKS', body: webhooksPolicy },
  ...requestKinds.map((body): SeedPolicy => ({ kind: 'REQUEST_KIND', key: body.code, body })),
  { kind: 'PRIVACY_NOTICE', key: 'default', body: privacyNotice },
  { kind: 'CONTRACT_TEMPLATE', key: 'default', body: contractTemplate },
  { kind: 'DECISION_TABLE', key: 'ADMISSION', body: admissionDecisionTable },
  ...Object.entries(routes).map(([key, body]): SeedPolicy => ({ kind: 'ROUTE', key, body })),
  ...channelTypes.map((body): SeedPolicy => ({ kind: 'CHANNEL_TYPE', key: body.code, body })),
  ...checklists.map((body): SeedPolicy => ({ kind: 'CHECKLIST', key: body.channelType, body })),
  ...messageTables.map((body): SeedPolicy => ({ kind: 'MESSAGE_TABLE', key: body.process, body })),
  ...Object.entries(messageTemplates).map(([key, body]): SeedPolicy => ({ kind: 'MESSAGE_TEMPLATE', key, body })),
];

/**
 * First versions of every rule, written by one administrator and published by the other. A key that has any version already,
 * whatever became of it, is left alone.
 */
export async function seedPolicies(tx: Tx): Promise<void> {
  await tx.run(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, created_by, created_at, submitted_at, published_by, published_at)
     SELECT p.kind, p.key, 1, 'PUBLISHED', p.body, $2, writer.id, $2, $2, publisher.id, $2
     FROM jsonb_to_recordset($1::jsonb) AS p(kind text, key text, body jsonb),
          account writer, account publisher
     WHERE writer.login = 'administrator.province' AND publisher.login = 'administrator-2.province'
       AND NOT EXISTS (SELECT FROM policy_version v WHERE v.kind = p.kind AND v.key = p.key)`,
    [JSON.stringify(policies.map(parse)), SEED_EPOCH],
  );
  await projectChannelTypes(tx, SEED_EPOCH);
}

/** What is stored is what the schema makes of it, defaults included, as with every version an administrator writes. */
function parse({ kind, key, body }: SeedPolicy): SeedPolicy {
  const schema = schemaOf(kind, key);
  if (schema === undefined) throw new Error(`Nobody knows the shape of ${kind} ${key}`);
  return { kind, key, body: schema.parse(body) };
}
