// Sends what waits: in the order it was written, each as an ordinary post of the contact form with
// the entry's own id as its key and a fresh token. Repeating is safe: the server answers a key it
// knows with the first receipt. So whatever is unclear is simply sent again, and an entry leaves the
// phone only with its receipt in hand.
import { ask, NoSignal, tell } from "./base.js";
import { inWords, later, whenMade } from "./clock.js";
import { openDay } from "./day.js";
import { count, entriesOf, needsAttention, openSealed, read, settle } from "./entries.js";
import { privateKey } from "./seal.js";

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
