import { dateOf, dayNumber } from '../../src/domain/time/calendar-date.ts';
import type { CalendarDay, Span, WorkingCalendar } from '../../src/domain/time/working-calendar.ts';

interface Festival {
  readonly name: { readonly zh: string; readonly en: string };
  /** First and last day off, weekends inside included. */
  readonly off: readonly [from: string, to: string];
  /** Weekend days worked instead (调休). */
  readonly worked?: readonly string[];
}

const NEW_YEAR = { zh: '元旦', en: "New Year's Day" };
const SPRING_FESTIVAL = { zh: '春节', en: 'Spring Festival' };
const QINGMING = { zh: '清明节', en: 'Qingming Festival' };
const LABOUR_DAY = { zh: '劳动节', en: 'Labour Day' };
const DRAGON_BOAT = { zh: '端午节', en: 'Dragon Boat Festival' };
const MID_AUTUMN = { zh: '中秋节', en: 'Mid-Autumn Festival' };
const NATIONAL_DAY = { zh: '国庆节', en: 'National Day' };
const NATIONAL_DAY_AND_MID_AUTUMN = { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' };

/** Notices of the General Office of the State Council of 2024-11-12 (for 2025) and 2025-11-04 (for 2026). */
const FESTIVALS: readonly Festival[] = [
  { name: NEW_YEAR, off: ['2025-01-01', '2025-01-01'] },
  { name: SPRING_FESTIVAL, off: ['2025-01-28', '2025-02-04'], worked: ['2025-01-26', '2025-02-08'] },
  { name: QINGMING, off: ['2025-04-04', '2025-04-06'] },
  { name: LABOUR_DAY, off: ['2025-05-01', '2025-05-05'], worked: ['2025-04-27'] },
  { name: DRAGON_BOAT, off: ['2025-05-31', '2025-06-02'] },
  { name: NATIONAL_DAY_AND_MID_AUTUMN, off: ['2025-10-01', '2025-10-08'], worked: ['2025-09-28', '2025-10-11'] },
  { name: NEW_YEAR, off: ['2026-01-01', '2026-01-03'], worked: ['2026-01-04'] },
  { name: SPRING_FESTIVAL, off: ['2026-02-15', '2026-02-23'], worked: ['2026-02-14', '2026-02-28'] },
  { name: QINGMING, off: ['2026-04-04', '2026-04-06'] },
  { name: LABOUR_DAY, off: ['2026-05-01', '2026-05-05'], worked: ['2026-05-09'] },
  { name: DRAGON_BOAT, off: ['2026-06-19', '2026-06-21'] },
  { name: MID_AUTUMN, off: ['2026-09-25', '2026-09-27'] },
  { name: NATIONAL_DAY, off: ['2026-10-01', '2026-10-07'], worked: ['2026-09-20', '2026-10-10'] },
];

/** Built afresh, so that two weekdays never share one list. */
const officeHours = (): Span[] => [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
];

/** The calendar a new installation starts with. The following year is added when the State Council has announced it. */
export const stateCouncilCalendar: WorkingCalendar = {
  timeZone: 'Asia/Shanghai',
  week: {
    '1': officeHours(),
    '2': officeHours(),
    '3': officeHours(),
    '4': officeHours(),
    '5': officeHours(),
    '6': [],
    '7': [],
  },
  days: Object.fromEntries(FESTIVALS.flatMap(daysOf)),
  knownFrom: '2025-01-01',
  knownUntil: '2026-12-31',
};

function daysOf({ name, off: [from, to], worked = [] }: Festival): [date: string, day: CalendarDay][] {
  const length = dayNumber(to) - dayNumber(from) + 1;
  const holidays = Array.from({ length }, (_, index) => dateOf(dayNumber(from) + index));
  const makeUp = { zh: `${name.zh}调休上班`, en: `Make-up working day for ${name.en}` };
  return [
    ...holidays.map((date): [string, CalendarDay] => [date, { kind: 'HOLIDAY', name }]),
    ...worked.map((date): [string, CalendarDay] => [date, { kind: 'WORKDAY', name: makeUp }]),
  ];
}
