// This device's registration, and the list it is given. Switched on and off by its user only.
import { ask, at, change, mark, NoSignal, outboxStore, ROOT } from "./base.js";
import {
  countUnsent, entriesOf, forgetDay, noteChange, openDay, ownerOfDay, putList, read, showAgain,
} from "./held.js";
import { keyOf } from "./send.js";

const FRESH = 15 * 60_000;
let policy = null;

export const deviceOf = async (user) => (await outboxStore()).get("devices", user);

/** Register this device. Throws NoSignal, or an Error with the server's words. */
export async function switchOn() {
  const hello = await ask("offline/hello");
  const answer = await ask("offline/devices/", { csrf_token: hello.token ?? "" });
  if (answer.status !== 200) throw new Error(answer.text ?? "");
  const { user, device, handle, public_key: publicKey } = answer;
  await change("devices", (store) => store.put({ user, device, handle, publicKey, on: true }));
  mark("offline", 1);
  await navigator.storage?.persist?.().catch(() => false); // so that a full phone clears others first
  await startWorker();
  await takeList(user, answer.token);
}

/** Here and on the server. Entries that wait stay, sealed, until they are sent. */
export async function switchOff(user) {
  const device = await deviceOf(user);
  await turnedOff(user);
  const hello = await ask("offline/hello");
  await ask(`offline/devices/${device.device}/revocation`, { csrf_token: hello.token ?? "" });
}

async function turnedOff(user) {
  await change("devices", async (store) => {
    const device = await store.get(user);
    if (device) await store.put({ ...device, on: false });
  });
  if ((await ownerOfDay()) === user) await forgetDay();
  await stopWorkerUnlessNeeded();
}

/** Fetch the list if it is old, in another language, or of an earlier session. */
export async function refresh(user, lang, always = false) {
  const device = await deviceOf(user);
  const day = await openDay();
  const fresh = day && day.lang === lang && Date.now() + day.offset - day.known < FRESH;
  if (!device?.on || (fresh && !always)) return;
  const hello = await ask(`offline/hello?device=${device.device}`);
  if (hello.status !== 200 || hello.user !== user) return;
  if (hello.standing === "off") await turnedOff(user);
  else await takeList(user, hello.token);
}

async function takeList(user, token) {
  const device = await deviceOf(user);
  const answer = await ask(`offline/devices/${device.device}/list`, { csrf_token: token });
  if (answer.status === 200) {
    await putList({ ...answer, user, device: device.device }, document.documentElement.lang);
    (await navigator.serviceWorker?.getRegistration())?.active?.postMessage("refresh");
    await showWhatWaits(user);
  } else if (answer.status === 403 || answer.status === 404) {
    await turnedOff(user);
  }
}

/** Entries from before the last sign-out can be read again, now that their writer is back. */
async function showWhatWaits(user) {
  const { key } = (await openDay()) ?? {};
  const keys = new Map();
  const states = await Promise.all(
    ["draft", "waiting", "attention"].map((state) => entriesOf(user, state)));
  for (const entry of states.flat()) {
    if (!key || (await read(entry, key))) continue;
    if (!keys.has(entry.device)) keys.set(entry.device, await keyOf(entry.device));
    const own = keys.get(entry.device);
    if (own) await showAgain(entry, own, key).catch(() => {});
  }
  await noteChange();
}

/** A lost phone must learn that it was revoked, also when nobody signs in on it. */
export async function checkStanding() {
  for (const device of await (await outboxStore()).getAll("devices")) {
    if (!device.on) continue;
    const { standing, now } = await ask(`offline/standing/${device.handle}`);
    if (standing === "off") await turnedOff(device.user);
    if (standing === "stale" && (await ownerOfDay()) === device.user) {
      await forgetDay(Date.parse(now));
    }
  }
}

/** The worker is registered only where somebody works without signal. */
export async function startWorker() {
  if (!("serviceWorker" in navigator)) throw new Error("no service worker");
  const address = at("service-worker.js");
  const only = { createScriptURL: (url) => { if (url !== address) throw new TypeError(url); return url; } };
  policy ??= globalThis.trustedTypes?.createPolicy("reintegrate", only); // one a page, says the CSP
  const options = { scope: ROOT.pathname, type: "module", updateViaCache: "none" };
  await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address, options);
}

async function stopWorkerUnlessNeeded() {
  const all = await (await outboxStore()).getAll("devices");
  if (all.some(({ on }) => on)) return;
  if (!(await countUnsent())) mark("offline", 0);
  const registration = self.registration ?? (await navigator.serviceWorker?.getRegistration());
  await registration?.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith("reintegrate-")) await caches.delete(name);
  }
}

export { NoSignal };
