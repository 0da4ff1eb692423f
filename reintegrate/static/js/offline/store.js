// The two databases of this device. They are apart so that one call can destroy what must go at
// sign-out (the list and its key) without touching what must stay (entries, sealed for the server).
import { deleteDB, openDB } from "./vendor/idb.js";

const DAY = "reintegrate-day"; // app.js knows this name too: it deletes the database at sign-out
const OUTBOX = "reintegrate-outbox";
const open = new Map();

function connected(name, upgrade) {
  if (!open.has(name)) {
    const forget = () => open.delete(name);
    const opening = openDB(name, 1, {
      upgrade,
      blocking: (_old, _new, event) => {
        // Another tab deletes or changes the database: hold nobody up.
        event.target.close();
        forget();
      },
      terminated: forget,
    });
    opening.catch(forget);
    open.set(name, opening);
  }
  return open.get(name);
}

/** `held`: "key" is the CryptoKey of the list, "list" the encrypted list. */
export const dayStore = () => connected(DAY, (db) => db.createObjectStore("held"));

/** `devices`: this phone's registration for each user. `entries`: the outbox, in the order written.
 *  `room`: bytes that mean nothing, given up when the phone is full. */
export const outboxStore = () =>
  connected(OUTBOX, (db) => {
    db.createObjectStore("devices", { keyPath: "user" });
    db.createObjectStore("room");
    const entries = db.createObjectStore("entries", { keyPath: "seq", autoIncrement: true });
    entries.createIndex("id", "id", { unique: true });
    entries.createIndex("state", "state");
    entries.createIndex("mine", ["user", "state"]);
  });

export async function destroyDay() {
  const opened = await open.get(DAY)?.catch(() => null);
  opened?.close();
  open.delete(DAY);
  await deleteDB(DAY);
}

/** One change of the outbox, on the disk before this ends: who sees "kept" may switch off the phone. */
export async function change(store, work) {
  const db = await outboxStore();
  const tx = db.transaction(store, "readwrite", { durability: "strict" });
  const result = await work(tx.objectStore(store));
  await tx.done;
  return result;
}

const ROOM = 48 * 1024; // more than the longest note takes, sealed and shown

/** Fails, with what the browser throws, where there is no room for one more entry. */
export const takeRoom = () =>
  change("room", (store) => store.put(crypto.getRandomValues(new Uint8Array(ROOM)), 1));

/** The same change, once more without the room that was kept for this. */
export async function changeAtAnyCost(store, work) {
  try {
    return await change(store, work);
  } catch (error) {
    if (!isFull(error)) throw error;
    await change("room", (room) => room.delete(1));
    return change(store, work);
  }
}

/** The disk or the browser's share of it is full. */
export const isFull = (error) =>
  error?.name === "QuotaExceededError" || error?.inner?.name === "QuotaExceededError";
