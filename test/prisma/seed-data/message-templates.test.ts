import { describe, expect, it } from '@jest/globals';
import { messageTables } from '../../../prisma/seed-data/message-tables.ts';
import { messageTemplates } from '../../../prisma/seed-data/message-templates.ts';
import { checkTemplate } from '../../../src/domain/messages/check-template.ts';
import { EVENTS, isEventName } from '../../../src/domain/messages/events.ts';
import { MessageTableBody, checkMessageTable, variablesOfEvent } from '../../../src/domain/messages/message-table.ts';
import { MessageTemplateBody } from '../../../src/domain/messages/message-template.ts';
import { SAMPLE_VALUES } from '../../../src/domain/messages/sample-values.ts';
import { renderPlain } from '../../../src/domain/messages/template-engine.ts';

const named = Object.entries(messageTemplates).map(([key, template]) => ({ key, template }));

describe.each(named)('the template $key', ({ key, template }) => {
  it('has the shape of a template and no fault, not even a warning', () => {
    expect(MessageTemplateBody.parse(template)).toEqual(template);
    expect(checkTemplate(template)).toEqual([]);
  });

  it('uses what its event gives', () => {
    expect(isEventName(key) ? variablesOfEvent(key) : []).toEqual(expect.arrayContaining(template.variables));
  });

  it.each(['zh', 'en'] as const)(
    'renders in %s with its declared variables, and with one of them missing not at all',
    (language) => {
      const values = Object.fromEntries(
        Object.entries(SAMPLE_VALUES).filter(([name]) => template.variables.includes(name)),
      );
      const { subject, text } = template[language];
      expect(renderPlain(subject, values)).not.toMatch(/[{}]|undefined/);
      expect(renderPlain(text, values)).not.toMatch(/[{}]|undefined/);
      for (const missing of template.variables) {
        const rest = Object.fromEntries(Object.entries(values).filter(([name]) => name !== missing));
        expect(() => renderPlain(subject, rest) + renderPlain(text, rest)).toThrow(/undefined variable/);
      }
    },
  );
});

describe('the message tables', () => {
  it('answer to every event, with templates that are there', () => {
    const events = messageTables.flatMap((table) => Object.entries(table.events));
    expect(new Set(events.map(([event]) => event))).toEqual(new Set(Object.keys(EVENTS)));
    for (const { template } of events.flatMap(([, rules]) => rules)) expect(messageTemplates).toHaveProperty(template);
  });

  it.each(messageTables.map((table) => ({ table, process: table.process })))(
    '$process is sound',
    ({ table, process }) => {
      expect(checkMessageTable(process, MessageTableBody.parse(table))).toEqual([]);
    },
  );
});
