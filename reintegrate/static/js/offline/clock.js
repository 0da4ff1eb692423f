// A phone's clock is not trusted. It is compared with the server's whenever there is signal, and an
// entry's time is reckoned twice: from the last comparison before it was written, and back from the
// moment it is sent. Where the two name different days, a person is asked, not guessed for.

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const NEAR = 10 * MINUTE;
const VIETNAM = 7 * 60 * MINUTE; // no summer time

/** The calendar day in Vietnam, as the server writes it: 2026-11-23. */
export const dayOf = (moment) => new Date(moment + VIETNAM).toISOString().slice(0, 10);

export const later = (day, days) => dayOf(Date.parse(day) + days * DAY);

/** As people write it: 23/11/2026. */
export const inWords = (day) => day.split("-").reverse().join("/");

/** When an entry was written: `{at, day}`, either null where it cannot be known.
 *  made: the phone's clock when it was written; offset: server minus phone at the last comparison,
 *  which was at `known` by the server's clock; now: the server's clock; phone: the phone's, both at
 *  this moment. */
export function whenMade({ made, offset, known }, now, phone) {
  const possible = (moment) => moment >= known - MINUTE && moment <= now + MINUTE;
  const forward = made + offset;
  const back = now - (phone - made);
  const found = [back, forward].filter(possible);
  if (!found.length) {
    // The clock was changed more than once. The day may still be certain.
    const day = dayOf(known) === dayOf(now) ? dayOf(now) : null;
    return { at: null, day };
  }
  const [first, second = first] = found;
  if (Math.abs(first - second) > NEAR && dayOf(first) !== dayOf(second)) return { at: null, day: null };
  const moment = Math.min(first, now);
  return { at: new Date(moment).toISOString(), day: dayOf(moment) };
}
