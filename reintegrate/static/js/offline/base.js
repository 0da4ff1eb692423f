// Where this program stands, how its parts hear of one another, and how it asks the server.
// Nothing here knows of people or entries. Runs in pages and in the service worker.

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
