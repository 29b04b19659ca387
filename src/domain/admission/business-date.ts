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
