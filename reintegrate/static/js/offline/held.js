// What this device holds: the list of the day, encrypted, for one user, for at most 72 hours; and,
// further down, the outbox.
//
// The app must open without signal after the phone was switched off, so the key has to be on the
// phone; a key that lives in memory only would mean no list on the way home. It is therefore a
// CryptoKey that cannot be extracted, in a database of its own, and that database is destroyed:
//   - at sign-out, by the page that signs out and by the service worker, with or without signal;
//   - when another user signs in here; when the server says the device was revoked, signed out from
//     elsewhere, or its owner's rights changed (asked whenever a page comes from the server);
//   - once 72 hours have passed since the server gave the list, by the server's clock as compared
//     then; and at once if the phone's clock is set back, which is how one would make it last.
// The end is bound into the encryption: changed in the database, the list does not open.
// What this cannot do: keep out somebody who holds the unlocked phone within those hours. So the list
// has initials, case numbers and dates, and nothing else.
import {
  change, changeAtAnyCost, dayStore, destroyDay, mark, newListKey, outboxStore, publicKey, seal, shut,
  takeRoom, tell, unseal, unshut,
} from "./base.js";

const SET_BACK = 2 * 60_000;
const boundList = ({ user, device, until }) => `list ${user} ${device} ${until}`;

/** Take what the server gave. The key went with the last session, so the first list makes another. */
export async function putList({ user, device, now, until, people }, lang) {
  const db = await dayStore();
  const key = (await db.get("held", "key")) ?? (await newListKey());
  const head = { user, device, until: Date.parse(until), known: Date.parse(now), lang };
  head.offset = head.known - Date.now();
  head.seen = Date.now();
  head.shut = await shut(key, people, boundList(head));
  const tx = db.transaction("held", "readwrite");
  await Promise.all([tx.store.put(key, "key"), tx.store.put(head, "list"), tx.done]);
  tell("list");
}

/** What `look` finds in the list's place. Another tab may destroy it meanwhile: look once more. */
async function ofDay(look) {
  try {
    return await look(await dayStore());
  } catch (error) {
    if (error.name !== "InvalidStateError" && error.name !== "AbortError") throw error;
    return look(await dayStore());
  }
}

/** `{user, device, until, known, offset, lang, people, key}`, or null where there is nothing (left). */
export const openDay = () => ofDay(opened);

async function opened(db) {
  const [key, head] = await Promise.all([db.get("held", "key"), db.get("held", "list")]);
  if (!key || !head) return null;
  if (isOver(head)) {
    await forgetDay();
    return null;
  }
  const people = await unshut(key, head.shut, boundList(head)).catch(() => null);
  if (!people) {
    await forgetDay(); // altered
    return null;
  }
  await noteSeen(db, head).catch(() => {}); // a full phone cannot even note this, and still shows
  return { ...head, people, key };
}

/** In one transaction: another tab may have taken a newer list meanwhile. */
async function noteSeen(db, { known }) {
  const tx = db.transaction("held", "readwrite");
  const head = await tx.store.get("list");
  if (head?.known === known && Date.now() > head.seen) {
    await tx.store.put({ ...head, seen: Date.now() }, "list");
  }
  await tx.done;
}

const isOver = ({ until, offset, seen }) =>
  Date.now() + offset >= until || Date.now() < seen - SET_BACK;

/** Destroy list and key; with `before`, only what the server gave before that moment of its clock. */
export async function forgetDay(before) {
  if (before) {
    const held = await ofDay((db) => db.get("held", "list"));
    if (!held || held.known >= before) return;
  }
  await destroyDay();
  tell("list");
}

/** Whose list this is, without opening it. */
export const ownerOfDay = async () => (await ofDay((db) => db.get("held", "list")))?.user ?? null;

// The outbox. Each entry is one record from its first letter to its receipt:
//   draft -> waiting -> received, or -> attention (the server said no) -> waiting ...
// `sealed` is what will be sent; only the server's half of the key pair opens it, so it outlives
// sign-out. `shown` is the same under the key of the list, so that its writer can read it without
// signal; it dies with that key. In the open stand only numbers, states and times. The entry's id is
// made when its form opens and is the key under which the server keeps one record of it, however
// often it arrives.

const RECEIPTS_SHOWN_FOR = 24 * 60 * 60_000;

const boundEntry = ({ id, user }) => `entry ${user} ${id}`;

/** Who writes here: whoever's list is on the phone. Null where nobody may. */
export async function writer() {
  const day = await openDay();
  const device = day && (await (await outboxStore()).get("devices", day.user));
  return device?.on ? { ...day, public: await publicKey(device.publicKey) } : null;
}

async function closed(entry, said, who) {
  const [sealed, shown] = await Promise.all([
    seal(who.public, said, boundEntry(entry)),
    shut(who.key, said, boundEntry(entry)),
  ]);
  return { ...entry, sealed, shown };
}

export const touched = ({ outcome, note }) => Boolean(outcome || note);

/** The draft of this case, or a new one. Room for the longest note is taken first: a full phone says
 *  so before anything is typed. Throws what the browser throws when there is none. */
export async function draftOf(caseId, who) {
  await takeRoom();
  let found = null;
  for (const entry of await entriesOf(who.user, "draft")) {
    const said = await read(entry, who.key);
    if (said?.case === caseId) found = { entry, said };
    else if (said && !touched(said.fields)) await discard(entry); // opened, and left as it was
  }
  if (found) return found;
  const said = { case: caseId, fields: {} };
  const entry = await closed(blank(who), said, who);
  await change("entries", async (store) => { entry.seq = await store.add(entry); });
  return { entry, said };
}

export const blank = ({ user, device, known, offset }, id = crypto.randomUUID()) => ({
  id, user, device, known, offset, state: "draft", made: Date.now(),
});

/** Keep what was typed so far. */
export async function saveDraft(entry, said, who) {
  const written = await closed(entry, said, who);
  await change("entries", async (store) => {
    if (((await store.get(entry.seq))?.state ?? "draft") === "draft") await store.put(written);
  });
}

/** The entry is finished: it waits to be sent. On the disk when this returns. */
export async function keep(entry, said, who) {
  const now = { ...entry, made: Date.now(), known: who.known, offset: who.offset, state: "waiting" };
  const written = await closed(now, said, who);
  await changeAtAnyCost("entries", async (store) => {
    const there = await store.index("id").get(entry.id);
    if (there && there.state !== "draft") return; // pressed twice
    if (there) written.seq = there.seq;
    await store.put(written);
  });
  await noteChange();
  await askForSync();
}

/** An extra where browsers have it: they send even after the page was closed. */
async function askForSync() {
  try {
    const registration = self.registration ?? (await navigator.serviceWorker?.getRegistration());
    await registration?.sync?.register("outbox");
  } catch {
    // Not there, or not allowed: the next page sends.
  }
}

/** What the entry says: `{case, label, fields}`, or null where the key it was shown under is gone. */
export async function read(entry, key) {
  if (!entry.shown || !key) return null;
  return unshut(key, entry.shown, boundEntry(entry)).catch(() => null);
}

export const openSealed = (entry, own) => unseal(own, entry.sealed, boundEntry(entry));

/** After a new sign-in the writer may read again what waits from before. */
export async function showAgain(entry, own, key) {
  const shown = await shut(key, await openSealed(entry, own), boundEntry(entry));
  await put(entry.seq, { shown });
}

/** In the order written; `most`: only so many of the first. */
export const entriesOf = async (user, state, most) =>
  (await outboxStore()).getAllFromIndex("entries", "mine", [user, state], most);

export const allIn = async (state) =>
  (await outboxStore()).getAllFromIndex("entries", "state", state);

/** How many wait on this device: of everybody, or of this user. */
export async function count(state, user) {
  const db = await outboxStore();
  if (user === undefined) return db.countFromIndex("entries", "state", state);
  return user === null ? 0 : db.countFromIndex("entries", "mine", [user, state]);
}

export const countUnsent = async (user) =>
  (await count("waiting", user)) + (await count("attention", user));

async function put(seq, changes) {
  await change("entries", async (store) => {
    const entry = await store.get(seq);
    if (entry) await store.put({ ...entry, ...changes });
  });
}

/** The receipt is the proof; what was said is with the server now and leaves the phone. */
export async function settle(entry, receipt, said, key) {
  const left = { case: said?.case, label: said?.label };
  const shown = key ? await shut(key, left, boundEntry(entry)) : null;
  const proof = { ...entry, shown, state: "received", receipt, settled: Date.now() };
  for (const inside of ["sealed", "why", "told"]) delete proof[inside];
  await change("entries", (store) => store.put(proof));
  await noteChange();
}

/** The server said no. Its words may name a date of the case, so they are shut away too. */
export async function needsAttention(entry, why, words, key) {
  const told = key ? await shut(key, words, boundEntry(entry)) : null;
  await put(entry.seq, { state: "attention", why, told });
  await noteChange();
}

export const toldOf = async (entry, key) =>
  entry.told && key ? unshut(key, entry.told, boundEntry(entry)).catch(() => null) : null;

export async function tryAgain(entry) {
  await put(entry.seq, { state: "waiting", why: null, told: null });
  await noteChange();
}

export async function discard(entry) {
  await change("entries", (store) => store.delete(entry.seq));
  await noteChange();
}

/** Receipts have been seen by then. */
export async function dropOldReceipts() {
  const settled = await allIn("received");
  const old = settled.filter((entry) => Date.now() - entry.settled > RECEIPTS_SHOWN_FOR);
  if (old.length) await change("entries", (store) => Promise.all(old.map((e) => store.delete(e.seq))));
}

/** Tell every part, and leave the number where the sign-out button sees it. */
export async function noteChange() {
  mark("waiting", await countUnsent());
  tell("outbox");
}
