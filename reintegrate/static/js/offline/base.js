// What every part stands on: the server and how it is asked, the words of the page, how texts are
// closed, and the two databases of this device. Nothing here knows of people or entries. Runs in
// pages and in the service worker.
import { deleteDB, openDB } from "./vendor/idb.js";

/** The root of the site: modules live at <root>/offline/code/<mark>/. */
export const ROOT = new URL("../../../", import.meta.url);

export const at = (path) => new URL(path, ROOT).href;

const channel = new BroadcastChannel("reintegrate");
const listeners = new Set();
channel.addEventListener("message", ({ data }) => listeners.forEach((listener) => listener(data)));

/** Say that something on this device has changed: here, in other tabs, in the service worker. */
export function tell(what) {
  channel.postMessage(what);
  listeners.forEach((listener) => listener(what));
}

export const onTold = (listener) => listeners.add(listener);

/** The server could not be asked, or what came back is not its answer: a lost line, a cut answer, a
 *  hotel's sign-in page, a server that restarts. Nothing is known of what became of the question. */
export class NoSignal extends Error {}

/** The server's answer as an object with its `status`. With `fields` it is a post.
 *  A redirect is never followed: it leads to a page for people. */
export async function ask(path, fields, wait = 20_000) {
  try {
    const answer = await fetch(at(path), {
      method: fields ? "POST" : "GET",
      body: fields && new URLSearchParams(pairs(fields)),
      headers: { "X-Outbox": "1" },
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(wait),
    });
    if (answer.type === "opaqueredirect") return { status: 303 };
    if (answer.status >= 500 || answer.status === 429) throw new NoSignal(String(answer.status));
    return { ...(await answer.json()), status: answer.status };
  } catch (error) {
    throw error instanceof NoSignal ? error : new NoSignal(error.message);
  }
}

/** A form's answers by name; a name answered many times has a list. */
export function gathered(data) {
  const fields = {};
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name).filter((value) => value !== "");
    if (values.length) fields[name] = values.length > 1 ? values : values[0];
  }
  return fields;
}

/** The same as a form posts them. */
export const pairs = (fields) =>
  Object.entries(fields).flatMap(([name, value]) => [value ?? ""].flat().map((one) => [name, one]));

/** Marks that pages read before they load any of this; numbers only, nothing of anybody.
 *  A service worker has no such place, and a browser may refuse it. */
export function mark(name, value) {
  try {
    if (value) localStorage.setItem(`reintegrate.${name}`, String(value));
    else localStorage.removeItem(`reintegrate.${name}`);
  } catch {
    // Without marks the program is merely loaded later.
  }
}

// Words come with the page, in the viewer's language; programs only fill in numbers and days.

/** "%(n)s entries wait" with its values. */
export const filledIn = (text, values = {}) =>
  text.replace(/%\((\w+)\)s/g, (all, name) => String(values[name] ?? all));

/** What the page calls this, or "" where it has no words for it. */
export function word(name, values) {
  const found = document.querySelector(`[data-word="${CSS.escape(name)}"]`);
  return found ? filledIn(found.textContent.trim(), values) : "";
}

/** A copy of what stands in <template id=...>. */
export const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** Put texts where the copy says `data-part`; nothing to say leaves nothing to see. */
export function fill(copy, parts) {
  for (const [name, text] of Object.entries(parts)) {
    const place = copy.querySelector(`[data-part="${name}"]`);
    place.textContent = text ?? "";
    place.hidden = !text;
  }
  return copy;
}

// Two ways of closing a text, both with what the browser itself provides (WebCrypto).
//
// `shut` uses the key of the list: AES-GCM, made on this device, not extractable, gone at sign-out.
// `seal` uses the public half of a pair whose private half the server keeps: whoever holds the phone
// can add entries but not read those of an earlier session. An entry is sealed under a fresh key
// agreed with that half (ECDH P-256, HKDF, AES-GCM), so no two share anything.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const utf8 = new TextEncoder();
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export const newListKey = () =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** `bound` is what the text belongs to: moved elsewhere, or with other dates, it does not open. */
export async function shut(key, value, bound) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: utf8.encode(bound) };
  return { iv, data: await crypto.subtle.encrypt(how, key, utf8.encode(JSON.stringify(value))) };
}

/** The value; throws where the key or `bound` is not the one it was shut with. */
export async function unshut(key, { iv, data }, bound) {
  const how = { name: "AES-GCM", iv, additionalData: utf8.encode(bound) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, data)));
}

export const publicKey = (hex) => crypto.subtle.importKey("raw", bytes(hex), CURVE, false, []);

export const privateKey = (hex) =>
  crypto.subtle.importKey("pkcs8", bytes(hex), CURVE, false, ["deriveBits"]);

async function agreed(own, theirs, use) {
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: utf8.encode("reintegrate outbox 1"),
  };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

export async function seal(theirs, value, bound) {
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const key = await agreed(once.privateKey, theirs, "encrypt");
  const from = await crypto.subtle.exportKey("raw", once.publicKey);
  return { from, ...(await shut(key, value, bound)) };
}

export async function unseal(own, sealed, bound) {
  const from = await crypto.subtle.importKey("raw", sealed.from, CURVE, false, []);
  return unshut(await agreed(own, from, "decrypt"), sealed, bound);
}

// The two databases of this device. They are apart so that one call can destroy what must go at
// sign-out (the list and its key) without touching what must stay (entries, sealed for the server).

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
