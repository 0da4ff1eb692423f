// The list of the day as this device may hold it: encrypted, for one user, for at most 72 hours.
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
import { tell } from "./base.js";
import { newListKey, shut, unshut } from "./seal.js";
import { dayStore, destroyDay } from "./store.js";

const SET_BACK = 2 * 60_000;
const bound = ({ user, device, until }) => `list ${user} ${device} ${until}`;

/** Take what the server gave. The key went with the last session, so the first list makes another. */
export async function putList({ user, device, now, until, people }, lang) {
  const db = await dayStore();
  const key = (await db.get("held", "key")) ?? (await newListKey());
  const head = { user, device, until: Date.parse(until), known: Date.parse(now), lang };
  head.offset = head.known - Date.now();
  head.seen = Date.now();
  head.shut = await shut(key, people, bound(head));
  const tx = db.transaction("held", "readwrite");
  await Promise.all([tx.store.put(key, "key"), tx.store.put(head, "list"), tx.done]);
  tell("list");
}

/** `{user, device, until, known, offset, lang, people, key}`, or null where there is nothing (left). */
export async function openDay() {
  try {
    return await opened();
  } catch (error) {
    // Destroyed from another tab while it was being read: look once more.
    if (error.name !== "InvalidStateError" && error.name !== "AbortError") throw error;
    return opened();
  }
}

async function opened() {
  const db = await dayStore();
  const [key, head] = await Promise.all([db.get("held", "key"), db.get("held", "list")]);
  if (!key || !head) return null;
  if (isOver(head)) {
    await forgetDay();
    return null;
  }
  const people = await unshut(key, head.shut, bound(head)).catch(() => null);
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
    const held = await (await dayStore()).get("held", "list");
    if (!held || held.known >= before) return;
  }
  await destroyDay();
  tell("list");
}

/** Whose list this is, without opening it. */
export const ownerOfDay = async () => (await (await dayStore()).get("held", "list"))?.user ?? null;
