import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDuration } from '../../src/domain/time/add-duration.ts';
import { checkPolicy } from '../../src/policies/check-policy.ts';
import { workingCalendar } from '../../src/policies/working-calendar.ts';
import { shanghai, read } from '../domain/time/calendars.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const MORNING = [{ from: '09:00', to: '12:00' }];
const HOLIDAY = { kind: 'HOLIDAY' };

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  await db.asOwner(`DELETE FROM policy_version WHERE kind = 'CALENDAR' AND key <> 'CN'`);
});

async function publish(key: string, body: object, from = '2000-01-01'): Promise<void> {
  await db.asOwner(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from)
     SELECT 'CALENDAR', $1::text, coalesce(max(version), 0) + 1, 'PUBLISHED', $2::jsonb, $3::timestamptz
     FROM policy_version WHERE kind = 'CALENDAR' AND key = $1`,
    [key, JSON.stringify(body), from],
  );
}

/** Three working days from Thursday, 2026-03-05 10:00, as the unit counts them. */
async function dueIn(code: string, at = new Date()): Promise<string> {
  const { path } = await db.sql.one<{ path: string[] }>('SELECT path FROM unit WHERE code = $1', [code]);
  const calendar = await workingCalendar(db.sql, path, at);
  return read(addDuration(calendar, shanghai('2026-03-05 10:00'), { n: 3, unit: 'WORKING_DAY' }));
}

describe('workingCalendar', () => {
  it('is everybody’s until a unit has its own, which then counts for all below it', async () => {
    expect(await dueIn('county-0101')).toBe('2026-03-10 18:00');
    await publish('city-01', { days: { '2026-03-06': HOLIDAY } });
    expect(await dueIn('county-0101')).toBe('2026-03-11 18:00');
    expect(await dueIn('city-01')).toBe('2026-03-11 18:00');
    expect(await dueIn('county-0201')).toBe('2026-03-10 18:00');
  });

  it('peers 13: a county lays its own hours over its city’s holidays, and its newest version counts', async () => {
    await publish('city-01', { days: { '2026-03-06': HOLIDAY } });
    await publish('county-0101', { week: { '3': MORNING } });
    expect(await dueIn('county-0101')).toBe('2026-03-11 12:00');
    await publish('county-0101', { days: { '2026-03-06': { kind: 'WORKDAY' } } });
    expect(await dueIn('county-0101')).toBe('2026-03-10 18:00');
    await publish('county-0101', {});
    expect(await dueIn('county-0101')).toBe('2026-03-11 18:00');
  });

  it('waits for a version that begins later', async () => {
    await publish('county-0101', { days: { '2026-03-06': HOLIDAY } }, '2999-01-01');
    expect(await dueIn('county-0101')).toBe('2026-03-10 18:00');
    expect(await dueIn('county-0101', new Date('2999-01-02'))).toBe('2026-03-11 18:00');
  });
});

describe('checking a calendar', () => {
  const codes = async (key: string, body: object) => {
    const { faults } = await checkPolicy({ tx: db.sql, key, at: new Date() }, 'CALENDAR', body, 'test');
    return faults.map(({ level, code, path }) => [level, code, path].filter((word) => word !== '').join(' '));
  };
  const national = async () =>
    (
      await db.sql.one<{ body: object }>(
        `SELECT body FROM policy_version WHERE kind = 'CALENDAR' AND key = 'CN' ORDER BY version DESC LIMIT 1`,
      )
    ).body;

  it('accepts what fits over the calendar above it', async () => {
    expect(await codes('county-0101', { days: { '2026-03-06': HOLIDAY } })).toEqual([]);
    expect(await codes('county-0101', {})).toEqual([]);
  });

  it('refuses a unit nobody knows, and a calendar of its own beside that of all', async () => {
    expect(await codes('county-9999', {})).toEqual(['ERROR UNIT_UNKNOWN']);
    expect(await codes('county-0101', await national())).toEqual(['ERROR UNKNOWN_FIELD']);
  });

  it('names the units whose own calendar a change would break', async () => {
    await publish('county-0101', {
      week: { '1': [], '2': [], '3': [], '4': [], '5': [] },
      days: { '2026-03-06': { kind: 'WORKDAY' } },
    });
    const saturday = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': MORNING, '7': [] };
    const sound = { ...(await national()), week: saturday };
    expect(await codes('CN', sound)).toEqual([]);
    expect(await codes('CN', await national())).toEqual(['ERROR CALENDAR_OF_UNITS_BROKEN']);
    expect(await codes('city-01', { week: { '6': MORNING } })).toEqual([]);
    expect(await codes('city-01', { days: { '2026-03-09': HOLIDAY } })).toEqual(['ERROR CALENDAR_OF_UNITS_BROKEN']);
  });
});
