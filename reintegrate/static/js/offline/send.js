// Sends what waits: in the order it was written, each as an ordinary post of the contact form with
// the entry's own id as its key and a fresh token. Repeating is safe: the server answers a key it
// knows with the first receipt. So whatever is unclear is simply sent again, and an entry leaves the
// phone only with its receipt in hand.
import { ask, NoSignal, privateKey, tell } from "./base.js";
import { count, entriesOf, needsAttention, openDay, openSealed, read, settle } from "./held.js";

const AGAIN = [5, 15, 60, 300];
let queued = null;
let timer = 0;
let failures = 0;

/** Send what waits, once whoever else sends (another tab, the service worker) has finished.
 *  Resolves to why it stopped: "done", "no_signal", "signed_out". */
export function replay() {
  clearTimeout(timer);
  queued ??= navigator.locks.request("reintegrate outbox", () => {
    queued = null; // what is kept from here on asks for another round
    return sendAll();
  });
  return queued;
}

async function sendAll() {
  if (!(await count("waiting"))) return "done";
  tell({ sending: true });
  let stopped;
  try {
    stopped = await sendMine();
    failures = 0;
  } catch (error) {
    if (!(error instanceof NoSignal)) throw error;
    stopped = "no_signal";
    // Not for ever: the next page, the event of a returning signal and the button try as well.
    if (failures < AGAIN.length) timer = setTimeout(replay, AGAIN[failures++] * 1000);
  } finally {
    tell({ sending: false, stopped });
  }
  return stopped;
}

async function sendMine() {
  const session = await greet();
  if (!session) return "signed_out";
  const keys = new Map();
  for (;;) {
    // Read anew each time: entries are added and discarded while others are under way.
    const [entry] = await entriesOf(session.user, "waiting", 1);
    if (!entry) return "done";
    if (!keys.has(entry.device)) keys.set(entry.device, await keyForSession(entry.device, session));
    if (keys.get(entry.device) === undefined) return "signed_out";
    const stopped = await send(entry, keys.get(entry.device), session);
    if (stopped) return stopped;
  }
}

/** What the server refused may have been finished on the page of its form since, under its own key. */
export async function checkElsewhere() {
  if (!(await count("attention"))) return;
  const session = await greet();
  for (const entry of session ? await entriesOf(session.user, "attention") : []) {
    const found = await ask(`offline/receipts/${entry.id}`);
    if (found.answer !== "received") continue;
    const said = await read(entry, session.key);
    await settle(entry, found.receipt, said, session.key);
  }
}

/** Who is signed in, a token for the first post, and the server's clock. Null: nobody. */
async function greet() {
  const answer = await ask("offline/hello");
  if (answer.status !== 200) return null;
  const started = performance.now();
  const now = Date.parse(answer.now);
  const key = (await openDay().then((day) => day?.user === answer.user ? day.key : null));
  return {
    user: answer.user, token: answer.token, key,
    now: () => now + performance.now() - started,
  };
}

/** The private half for entries sealed on this device; null where the server has none for whoever is
 *  signed in, undefined where nobody is. */
export async function keyOf(device) {
  const answer = await ask(`offline/devices/${device}/key`);
  if (answer.status === 200) return privateKey(answer.private_key);
  return answer.status === 404 ? null : undefined;
}

/** Somebody else may have signed in since: then it is no loss, and nothing of theirs. */
async function keyForSession(device, session) {
  const key = await keyOf(device);
  return key === null && (await greet())?.user !== session.user ? undefined : key;
}

/** Undefined when the next entry may follow; otherwise why sending stops. */
async function send(entry, own, session) {
  const said = own && (await openSealed(entry, own).catch(() => null));
  if (!said) return needsAttention(entry, "lost_key", {}, session.key);
  const when = whenMade(entry, session.now(), Date.now());
  if (!when.day && !said.fields.happened_on) {
    return needsAttention(entry, "clock", {}, session.key);
  }
  for (let tries = 0; ; tries++) {
    const answer = await post(entry, said, when, session);
    if (answer.answer === "received") return settle(entry, answer.receipt, said, session.key);
    if (answer.status === 401 || answer.status === 303) return "signed_out";
    if (!["stale", "again"].includes(answer.why) || tries > 2) return refused(entry, said, answer, session);
    const renewed = await greet();
    if (renewed?.user !== session.user) return "signed_out";
    session.token = renewed.token;
  }
}

async function post(entry, said, when, session) {
  const answer = await ask(`cases/${said.case}/contacts/new`, {
    ...filled(said.fields, when),
    key: entry.id,
    made_at: when.at ?? "",
    csrf_token: session.token,
  });
  if (answer.token) session.token = answer.token;
  return answer;
}

/** Days that were left to the phone are named only now. */
export function filled({ next, happened_on: day, ...fields }, when) {
  const ahead = /^\+(\d+)$/.exec(next ?? "");
  return {
    ...fields,
    happened_on: day || inWords(when.day),
    next: ahead && when.day ? later(when.day, Number(ahead[1])) : next,
  };
}

/** An earlier try may have arrived though its answer did not, and the case may have changed hands
 *  since: the receipt counts, however things stand now. */
async function refused(entry, said, answer, session) {
  const earlier = await ask(`offline/receipts/${entry.id}`);
  if (earlier.answer === "received") {
    return settle(entry, earlier.receipt, said, session.key);
  }
  if (earlier.status === 401) return "signed_out";
  const words = { text: answer.text, fields: answer.fields };
  return needsAttention(entry, answer.why ?? `status_${answer.status}`, words, session.key);
}

// A phone's clock is not trusted. It is compared with the server's whenever there is signal, and an
// entry's time is reckoned twice: from the last comparison before it was written, and back from the
// moment it is sent. Where the two name different days, a person is asked, not guessed for.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
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
