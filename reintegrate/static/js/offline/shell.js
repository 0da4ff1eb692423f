// The page without signal: the day's list, the form, the outbox. It comes from the phone itself and
// has nobody in it; everything personal is opened here, from what the phone holds, and only shown.
import { ask, NoSignal, onTold } from "./base.js";
import { dayOf, inWords } from "./clock.js";
import { openDay } from "./day.js";
import { noteChange } from "./entries.js";
import { closeForm, openForm } from "./form.js";
import { showOutbox } from "./outbox.js";
import { checkElsewhere, replay } from "./send.js";
import { copyOf, fill, word } from "./words.js";

const EVERY_MINUTE = 60_000;
const ASKING = 8_000;
const [notice, people, none] = ["kept-notice", "people", "no-list"].map((id) => document.getElementById(id));

let showing = Promise.resolve();

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
  if (person) await openForm(person, labelOf(person), done);
  else await closeForm();
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
