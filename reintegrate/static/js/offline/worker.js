// The service worker: pages and files when there is no signal, and the end of the list at sign-out.
// It keeps no page with anybody in it. It holds files under a version; a new version brings all of
// its files before the old ones go, and never touches the outbox.
import { at, gathered, ROOT } from "./base.js";
import { checkStanding } from "./device.js";
import { blank, forgetDay, keep, writer } from "./held.js";
import { replay } from "./send.js";

const SHELL = at("offline/");
const PATIENCE = 8_000; // a line that drips is no line, to whoever opens the app at a door
const STANDING_EVERY = 10 * 60_000;
const FORM = new RegExp(`^${ROOT.pathname}cases/(\\d+)/contacts/new$`);
let asked = 0;

export function serve({ version, files }) {
  const cacheName = `reintegrate-${version}`;
  const kept = new Set(files.map((file) => new URL(file, ROOT).href));

  self.addEventListener("install", (event) => event.waitUntil(install(cacheName, files)));
  self.addEventListener("activate", (event) => event.waitUntil(activate(cacheName)));
  self.addEventListener("message", ({ data }) => data === "refresh" && refreshShell(cacheName, files));
  self.addEventListener("sync", (event) => event.tag === "outbox" && event.waitUntil(replay()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname, href } = new URL(request.url);
    if (origin !== ROOT.origin) return;
    if (request.method === "POST") {
      if (pathname === `${ROOT.pathname}sign-out`) event.respondWith(signOut(request));
      else if (FORM.test(pathname) && request.mode === "navigate") event.respondWith(sendOrKeep(request));
    } else if (request.method === "GET") {
      if (kept.has(href.split("#")[0])) event.respondWith(fromCache(cacheName, request));
      else if (request.mode === "navigate") event.respondWith(pageOrShell(event, pathname));
    }
  });
}

async function install(cacheName, files) {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" }))); // all or none
  await self.skipWaiting();
}

async function activate(cacheName) {
  for (const name of await caches.keys()) {
    if (name.startsWith("reintegrate-") && name !== cacheName) await caches.delete(name);
  }
  await self.clients.claim();
}

/** The answers to choose from and the language may have changed since the version was installed. */
async function refreshShell(cacheName, files) {
  const answer = await fetch(SHELL, { cache: "no-store" });
  if (!answer.ok) return;
  const program = files.find((file) => file.endsWith("/shell.js"));
  // A page of a newer program belongs into that program's own cache.
  if ((await answer.clone().text()).includes(program)) {
    await (await caches.open(cacheName)).put(SHELL, answer);
  }
}

async function fromCache(cacheName, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function pageOrShell(event, pathname) {
  const home = [ROOT.pathname, `${ROOT.pathname}today`].includes(pathname);
  try {
    const answer = await (home ? soon(fetch(event.request)) : fetch(event.request));
    event.waitUntil(standing());
    return answer;
  } catch {
    const [, caseId] = FORM.exec(pathname) ?? [];
    return Response.redirect(SHELL + (caseId ? `#case-${caseId}` : ""), 302);
  }
}

const soon = (answer) =>
  Promise.race([
    answer,
    new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), PATIENCE)),
  ]);

async function standing() {
  if (Date.now() - asked < STANDING_EVERY) return;
  asked = Date.now();
  await checkStanding().catch(() => { asked = 0; });
}

/** List and key go first, so that they are gone even where the server cannot be told. */
async function signOut(request) {
  await forgetDay();
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(`${SHELL}#signed-out`, 303);
  }
}

/** The page of the form lost its signal between opening and saving: what was typed goes into the
 *  outbox, under the key the form already had. Perhaps it did arrive; then this makes no second. */
async function sendOrKeep(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    const who = await writer();
    if (!who) throw error;
    const { key, ...fields } = gathered(await copy.formData());
    delete fields.csrf_token;
    const caseId = Number(FORM.exec(new URL(request.url).pathname)[1]);
    const person = who.people.find(({ id }) => id === caseId);
    const label = person ? `${person.initials} · ${person.number}` : "";
    await keep(blank(who, key), { case: caseId, label, fields }, who);
    return Response.redirect(`${SHELL}#kept`, 303);
  }
}
