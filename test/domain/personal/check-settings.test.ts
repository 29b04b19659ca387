import { describe, expect, it } from '@jest/globals';
import { messageTables } from '../../../prisma/seed-data/message-tables.ts';
import { MessageTableBody } from '../../../src/domain/messages/message-table.ts';
import { assertSettings, mutableTopics } from '../../../src/domain/personal/check-settings.ts';
import { KEPT_TOPICS } from '../../../src/domain/personal/notice-topics.ts';
import { Mute, type WorkSettings } from '../../../src/domain/personal/work-settings.ts';
import { Refusal } from '../../../src/domain/refusal.ts';

const tables = messageTables.map((table) => MessageTableBody.parse(table));
const settings = (values: Partial<WorkSettings>): WorkSettings => ({
  muted: [],
  first: [],
  digestHour: null,
  ...values,
});

function refusalOf(values: Partial<WorkSettings>, mostRules = 20): unknown {
  try {
    assertSettings(settings(values), tables, mostRules);
    return 'ALLOWED';
  } catch (error) {
    return error instanceof Refusal ? { code: error.code, ...error.facts } : error;
  }
}

const mute = (topic: Mute['topic'], more: Partial<Mute> = {}): Mute => Mute.parse({ topic, ...more });

describe('what people may mute', () => {
  it('is what the message tables leave to them, and never what nobody does without', () => {
    expect(mutableTopics(tables)).toEqual(['REMINDERS', 'URGES', 'COMMENTS', 'COPIES', 'PROGRESS']);
    const all = tables.map(({ process, events }) => ({
      process,
      events: Object.fromEntries(
        Object.entries(events).map(([name, rules]) => [name, rules.map((rule) => ({ ...rule, mutable: true }))]),
      ),
    }));
    expect(mutableTopics(all).filter((topic) => KEPT_TOPICS.includes(topic))).toEqual([]);
  });

  it.each(['OUTCOMES', 'OVERDUE', 'ACCOUNT', 'DUTIES'] as const)('leaves out %s, and the refusal names it', (topic) => {
    expect(refusalOf({ muted: [mute('COPIES'), mute(topic), mute(topic)] })).toEqual({
      code: 'NOT_MUTABLE',
      topics: [topic],
    });
  });

  it('is less where a process lets people switch off less', () => {
    const strict = {
      process: 'ADMISSION',
      events: { CASE_COPIED: [{ to: 'COPIED', template: 'CASE_COPIED', channels: ['EMAIL'], mutable: false }] },
    };
    const two = [MessageTableBody.parse(strict), ...tables.filter(({ process }) => process === 'REQUEST')];
    const refused = () => {
      assertSettings(settings({ muted: [mute('COPIES', { process: 'ADMISSION' })] }), two, 20);
    };
    expect(refused).toThrow('NOT_MUTABLE');
    assertSettings(settings({ muted: [mute('COPIES', { process: 'REQUEST' })] }), two, 20);
  });

  it('has the mails of duties in it while a digest tells of them, and the product never', () => {
    expect(refusalOf({ muted: [mute('DUTIES', { ways: ['EMAIL'] })], digestHour: 8 })).toBe('ALLOWED');
    expect(refusalOf({ muted: [mute('DUTIES', { ways: ['EMAIL'] })] })).toEqual({
      code: 'NOT_MUTABLE',
      topics: ['DUTIES'],
    });
    expect(refusalOf({ muted: [mute('DUTIES')], digestHour: 8 })).toEqual({ code: 'NOT_MUTABLE', topics: ['DUTIES'] });
  });
});

describe('rules of a person', () => {
  it('are as many as the policy allows, of each kind', () => {
    const first = Array.from({ length: 3 }, () => ({ process: 'ADMISSION', stage: null, company: null }));
    expect(refusalOf({ first }, 3)).toBe('ALLOWED');
    expect(refusalOf({ first }, 2)).toEqual({ code: 'TOO_MANY_RULES', most: 2 });
    expect(refusalOf({ muted: [mute('COPIES')] }, 0)).toEqual({ code: 'TOO_MANY_RULES', most: 0 });
  });

  it('name processes that there are', () => {
    const first = [{ process: 'EVALUATION', stage: null, company: null }];
    expect(refusalOf({ first })).toEqual({ code: 'PROCESS_UNKNOWN', processes: ['EVALUATION'] });
  });
});
