import { checkTemplate } from '../../domain/messages/check-template.ts';
import { isEventName } from '../../domain/messages/events.ts';
import { checkMessageTable, variablesOfEvent, type MessageTableBody } from '../../domain/messages/message-table.ts';
import type { MessageTemplateBody } from '../../domain/messages/message-template.ts';
import { fault, type PolicyFault } from '../../domain/policies/fault.ts';
import type { CheckContext } from './context.ts';

/** Renders in both languages, with nothing but what every event that uses it brings along (NTF-06). */
export async function checkTemplatePolicy(
  context: CheckContext,
  template: MessageTemplateBody,
): Promise<PolicyFault[]> {
  const faults = checkTemplate(template).map(({ level, code, path, name }) => ({
    ...fault(code, path, name === undefined ? {} : { name }),
    level,
  }));
  for (const event of await eventsUsing(context)) {
    faults.push(...notGiven(event, template.variables, 'variables'));
  }
  return faults;
}

/** Every rule names a template there is, and the event gives what that template needs. */
export async function checkTablePolicy(context: CheckContext, table: MessageTableBody): Promise<PolicyFault[]> {
  const faults = checkMessageTable(context.key, table).map(({ code, path }) => fault(code, path));
  const templates = await variablesOfTemplates(context);
  for (const [event, rules] of Object.entries(table.events)) {
    for (const [index, { template }] of rules.entries()) {
      const path = `events.${event}.${index}.template`;
      const variables = templates.get(template);
      if (variables === undefined) faults.push(fault('TEMPLATE_UNKNOWN', path, { template }));
      else faults.push(...notGiven(event, variables, path));
    }
  }
  return faults;
}

function notGiven(event: string, variables: readonly string[], path: string): PolicyFault[] {
  if (!isEventName(event)) return [];
  const given = variablesOfEvent(event);
  return variables
    .filter((name) => !given.includes(name))
    .map((name) => fault('VARIABLE_NOT_GIVEN', path, { event, name }));
}

async function eventsUsing({ tx, key, at }: CheckContext): Promise<string[]> {
  const rows = await tx.rows<{ event: string }>(
    `SELECT DISTINCT event.key AS event
     FROM (SELECT DISTINCT ON (key) body FROM policy_version
           WHERE kind = 'MESSAGE_TABLE' AND state = 'PUBLISHED' AND valid_from <= $2 ORDER BY key, version DESC) AS message_table
     CROSS JOIN LATERAL jsonb_each(message_table.body -> 'events') AS event
     CROSS JOIN LATERAL jsonb_array_elements(event.value) AS rule
     WHERE rule ->> 'template' = $1`,
    [key, at],
  );
  return rows.map(({ event }) => event);
}

async function variablesOfTemplates({ tx, at }: CheckContext): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ key: string; variables: string[] }>(
    `SELECT DISTINCT ON (key) key, body -> 'variables' AS variables FROM policy_version
     WHERE kind = 'MESSAGE_TEMPLATE' AND state = 'PUBLISHED' AND valid_from <= $1 ORDER BY key, version DESC`,
    [at],
  );
  return new Map(rows.map(({ key, variables }) => [key, variables]));
}
