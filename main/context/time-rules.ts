/** Which rule by time of day applies. */
import { DAYS, type Day, type TimeRule } from '../../contract/policy-context.ts';

const MINUTES_PER_HOUR = 60;

const minutesOf = (time: string): number => {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * MINUTES_PER_HOUR + Number(minutes);
};

/** `DAYS` begins with Monday, `Date` with Sunday. */
const dayOf = (at: Date, back = 0): Day => DAYS[(at.getDay() + 6 - back + DAYS.length) % DAYS.length] ?? 'mon';

/** Local wall-clock time, so that a rule holds from nine to five on the days on which clocks change too. */
const applies = ({ days, from, to }: TimeRule, at: Date): boolean => {
  const now = at.getHours() * MINUTES_PER_HOUR + at.getMinutes();
  const begin = minutesOf(from);
  const end = minutesOf(to);
  if (begin < end) return days.includes(dayOf(at)) && now >= begin && now < end;
  // Over midnight: begun today, or yesterday.
  return (days.includes(dayOf(at)) && now >= begin) || (days.includes(dayOf(at, 1)) && now < end);
};

/** The first rule that applies at a local time, or null. `to` is the first minute at which it no longer holds. */
export const ruleAt = (times: readonly TimeRule[], at: Date): TimeRule | null =>
  times.find((rule) => applies(rule, at)) ?? null;
