import { describe, expect, it } from '@jest/globals';
import { checkMessageTable, MessageTableBody, variablesOfEvent } from '../../../src/domain/messages/message-table.ts';

const rule = { to: 'APPLICANT', template: 'X', channels: ['EMAIL'], mutable: false } as const;
const table = (events: Record<string, unknown>) => MessageTableBody.parse({ process: 'ADMISSION', events });

describe('a message table', () => {
  it('belongs to the process of its key', () => {
    expect(checkMessageTable('ACCOUNTS', table({}))).toEqual([{ code: 'KEY_DIFFERS', path: 'process' }]);
  });

  it('answers to events that there are', () => {
    expect(checkMessageTable('ADMISSION', table({ APPLICATION_LOST: [rule] }))).toEqual([
      { code: 'EVENT_UNKNOWN', path: 'events.APPLICATION_LOST' },
    ]);
  });

  it.each(['APPLICATION_REJECTED', 'APPLICATION_APPROVED', 'CHANNEL_ACTIVE', 'RETURNED_FOR_SUPPLEMENT'])(
    'lets nobody mute the outcome %s',
    (event) => {
      expect(checkMessageTable('ADMISSION', table({ [event]: [{ ...rule, mutable: true }] }))).toEqual([
        { code: 'MUST_NOT_BE_MUTABLE', path: `events.${event}.0` },
      ]);
    },
  );

  it('lets staff mute what they are told beside the applicant', () => {
    const staff = { ...rule, to: 'CHANNEL_MANAGER', mutable: true };
    expect(checkMessageTable('ADMISSION', table({ CHANNEL_ACTIVE: [rule, staff] }))).toEqual([]);
  });

  it('lets people mute a reminder, and has one rule for a party', () => {
    const muted = { ...rule, mutable: true };
    expect(checkMessageTable('ADMISSION', table({ TASK_REMINDER: [muted] }))).toEqual([]);
    expect(checkMessageTable('ADMISSION', table({ TASK_REMINDER: [muted, rule] }))).toEqual([
      { code: 'DUPLICATE_RULE', path: 'events.TASK_REMINDER.1' },
    ]);
  });

  it('gives a template the event’s values without language, and the common ones', () => {
    expect(variablesOfEvent('CONTRACT_SIGNED')).toEqual([
      'caseId',
      'caseNumber',
      'title',
      'contractNumber',
      'recipient',
      'product',
      'link',
    ]);
  });
});
