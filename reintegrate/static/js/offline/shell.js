// The page without signal: the day's list, the form, the outbox. It comes from the phone itself and
// has nobody in it; everything personal is opened here, from what the phone holds, and only shown.
// It shows the outbox too: what waits, what is being sent, what arrived with its receipt, and what
// needs its writer, with the reason in plain words and what can be done.
import { ask, copyOf, fill, NoSignal, onTold, pairs, word } from "./base.js";
import {
  countUnsent, discard, entriesOf, noteChange, openDay, openSealed, read, toldOf, tryAgain,
} from "./held.js";
import { checkElsewhere, dayOf, filled, inWords, keyOf, replay, whenMade } from "./send.js";

const EVERY_MINUTE = 60_000;
const ASKING = 8_000;
const [notice, people, none] = ["kept-notice", "people", "no-list"].map((id) => document.getElementById(id));

let showing = Promise.resolve();
let form = null; // its module: without a list there is nobody to open it for

/** One after the other: two at once would begin two drafts. */
const show = () => {
  showing = showing.then(showNow).catch((error) => reportError(error));
  return showing;
};

/** Many entries may arrive one after another: the page follows a few times a second. */
let soon = 0;
const showSoon = () => { soon ||= setTimeout(() => { soon = 0; show(); }, 250); };

/** Every view is one address after "#", so that the phone's own back button works. */
async function showNow() {
  const day = await openDay();
  const caseId = Number(/^#case-(\d+)$/.exec(location.hash)?.[1]);
  const person = day?.people.find(({ id }) => id === caseId);
  document.getElementById("day").hidden = Boolean(person);
  if (day) form ??= await import("./form.js");
  if (person) await form.openForm(person, labelOf(person), done);
  else await form?.closeForm();
  const written = await showOutbox(day);
  showPeople(day, new Set(written.map(({ said }) => said?.case)));
  showKept(written.at(-1)?.entry);
  document.getElementById("signed-out-here").hidden = location.hash !== "#signed-out";
}

/** What a browser says of its line is often wrong: the server is asked. */
async function showSignal() {
  const answer = await ask("offline/hello", undefined, ASKING).catch(() => null);
  document.getElementById("signal").textContent = word(answer ? "signal" : "no_signal");
  document.getElementById("back-online").hidden = !answer;
}

/** What became of the entry just written: kept here, or with the server, which gave a receipt. */
function showKept(entry) {
  notice.hidden = location.hash !== "#kept" || !entry || entry.state === "attention";
  const receipt = entry?.receipt;
  notice.firstElementChild.textContent = receipt ? word("arrived", receipt) : word("kept");
}

/** `written`: the cases of which an entry lies in the outbox. */
function showPeople(day, written) {
  none.hidden = Boolean(day);
  document.getElementById("list-until").hidden = !day;
  people.replaceChildren(...(day?.people ?? []).map((person) => row(person, day, written)));
  document.getElementById("nobody").hidden = !day || day.people.length > 0;
  if (!day) return;
  const until = new Date(day.until + 7 * 60 * 60_000).toISOString();
  const words = { day: inWords(until.slice(0, 10)), time: until.slice(11, 16) };
  document.getElementById("list-until").textContent = word("until", words);
}

function row(person, day, written) {
  const copy = fill(copyOf("person-row"), {
    who: person.initials,
    written: written.has(person.id) ? word("written") : "",
    due: person.due_on ? word("due", { day: inWords(person.due_on) }) : word("no_date"),
    number: person.number,
  });
  const late = person.due_on && person.due_on < dayOf(Date.now() + day.offset);
  copy.querySelector("[data-part=due]").classList.add(late ? "late" : "info");
  copy.querySelector("a").href = `#case-${person.id}`;
  return copy;
}

const labelOf = ({ initials, number }) => `${initials} · ${number}`;

/** The entry is on the phone; if there is signal after all, it goes at once. */
async function done() {
  location.hash = "#kept";
  scrollTo(0, 0); // where it says so
  await send();
}

async function send() {
  showSignal();
  try {
    await replay();
  } catch (error) {
    if (!(error instanceof NoSignal)) throw error;
  }
}

// The outbox

const panel = document.getElementById("outbox");
const list = panel.querySelector("ol");
const SHOWN = ["attention", "waiting", "received"];
const MOST = 30; // of each state; more are counted
let sending = false;
let stopped = "";

onTold((what) => {
  if (typeof what.sending !== "boolean") return;
  ({ sending, stopped = "" } = what);
  showState();
});

/** The entries of whoever's list this is, `{entry, said}` in the order written. Without a list nobody
 *  is known to be here: all that is said then is that something waits. */
async function showOutbox(day) {
  const user = day?.user ?? null;
  const states = await Promise.all(
    SHOWN.map((state) => (day ? entriesOf(user, state) : [])));
  const others = (await countUnsent()) - (await countUnsent(user));
  document.getElementById("others-wait").hidden = !others;
  const entries = states.flatMap((some) => some.slice(-MOST));
  panel.hidden = !entries.length;
  const written = await Promise.all(
    entries.map(async (entry) => ({ entry, said: await read(entry, day.key) })));
  list.replaceChildren(...(await Promise.all(written.map((one) => item(one, day)))));
  const more = states.flat().length - entries.length;
  document.getElementById("more-entries").textContent = more ? word("more", { n: more }) : "";
  document.getElementById("send-now").hidden = !states[1].length;
  showJump(...states.map((some) => some.length));
  showState();
  return written.sort((one, other) => one.entry.seq - other.entry.seq);
}

/** The list of people is long, and what needs its writer stands below it. */
function showJump(attention, waiting) {
  const jump = document.getElementById("outbox-jump");
  jump.hidden = !(attention || waiting);
  jump.className = attention ? "notice late" : "notice info";
  document.getElementById("outbox-count").textContent = word("jump", { attention, waiting });
}

function showState() {
  const state = sending ? "sending" : { no_signal: "waits_for_signal", signed_out: "signed_out" }[stopped];
  document.getElementById("outbox-state").textContent = state ? word(state) : "";
  document.getElementById("sign-in").hidden = stopped !== "signed_out";
  const next = list.querySelector("li[data-state=waiting] [data-part=state]");
  if (next) next.textContent = word(sending ? "state_sending" : "state_waiting");
}

async function item({ entry, said }, day) {
  const told = await toldOf(entry, day.key);
  const copy = fill(copyOf("entry-row"), {
    who: said?.label ?? word("sealed"),
    state: word(`state_${entry.state}`),
    when: moment(entry.made + entry.offset),
    note: said?.fields?.note,
    why: entry.state === "attention" ? reason(entry, told) : "",
    receipt: entry.receipt ? word("receipt", entry.receipt) : "",
  });
  copy.dataset.state = entry.state;
  copy.querySelector("[data-part=state]").classList.add(
    { waiting: "info", attention: "late", received: "ok" }[entry.state]);
  for (const button of copy.querySelectorAll("button[data-do]")) {
    button.hidden = !button.dataset.when.split(" ").includes(entry.state);
    button.addEventListener("click", () => actions[button.dataset.do](entry, said, copy));
  }
  return copy;
}

function moment(at) {
  const clock = new Date(at + 7 * 60 * 60_000).toISOString().slice(11, 16);
  return `${clock} ${inWords(dayOf(at))}`;
}

/** Why in this page's words where it has some, and whatever the server said of single answers. */
function reason(entry, told) {
  const own = word(`why_${entry.why}`);
  const server = [told?.text, ...Object.values(told?.fields ?? {})].filter(Boolean);
  return [own, ...new Set(server)].filter(Boolean).join(" ") || word("why_other");
}

const actions = {
  async again(entry) {
    await tryAgain(entry);
    await replay();
  },
  async copy(entry, said, row) {
    const open = said ?? (await opened(entry));
    if (!open) return say(row, word("sealed"));
    await navigator.clipboard.writeText(open.fields.note ?? "");
    return say(row, word("copied"));
  },
  async discard(entry) {
    const ask = entry.state === "received" ? "" : word(`confirm_${entry.state}`);
    if (!ask || confirm(ask)) await discard(entry);
  },
  finish,
};

async function opened(entry) {
  const own = await keyOf(entry.device).catch(() => null);
  return own && openSealed(entry, own).catch(() => null);
}

/** The page of the form, with what was typed filled in: the server holds it for its writer, as it
 *  does when a session ends. The entry stays here until its receipt is known. */
async function finish(entry, said, row) {
  const open = said ?? (await opened(entry));
  const hello = await ask("offline/hello").catch(() => null);
  if (!open || hello?.status !== 200) return say(row, word("sign_in_first"));
  const when = whenMade(entry, Date.parse(hello.now), Date.now());
  const fields = filled(open.fields, when.day ? when : { day: dayOf(Date.parse(hello.now)) });
  const form = document.getElementById("finish-form");
  form.action = form.dataset.action.replace("/0/", `/${open.case}/`);
  const all = { ...fields, key: entry.id, made_at: when.at ?? "", csrf_token: hello.token };
  form.replaceChildren(...pairs(all).map(([name, value]) =>
    Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  return form.submit();
}

function say(row, text) {
  fill(row, { said: text });
}

// Begins here

addEventListener("hashchange", show);
addEventListener("online", () => { show(); send(); });
addEventListener("offline", show);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") { show(); send(); }
});
onTold((what) => {
  if (["list", "outbox"].includes(what) && !/^#case-/.test(location.hash)) showSoon();
});
document.getElementById("send-now").addEventListener("click", send);
setInterval(openDay, EVERY_MINUTE); // what is over is destroyed while the page stands open, too
await noteChange();
await show();
await checkElsewhere().catch(() => {});
await send();
