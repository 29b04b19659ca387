const SHANGHAI = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar date, `YYYY-MM-DD`, on which proofs are valid and numbers are given: that of the operator's clocks. */
export function businessDate(instant: Date): string {
  return SHANGHAI.format(instant);
}

const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' });

/** The hour of the day, 0 to 23, by the same clocks. */
export function businessHour(instant: Date): number {
  return Number(HOUR.format(instant));
}
