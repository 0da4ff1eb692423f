// The contact form without signal. It is drawn by the server with the same fields as the page of the
// form; here it is filled from the draft, kept while it is typed, and put into the outbox.
import { gathered, isFull, word } from "./base.js";
import { blank, discard, draftOf, keep, saveDraft, touched, writer } from "./held.js";
import { dayOf, inWords } from "./send.js";

const PAUSE = 600;
const form = document.getElementById("entry");
const panel = document.getElementById("writing");
let writing = null; // {who, entry, said, label, done}
let timer = 0;
let opening = Promise.resolve(); // on a slow phone a thumb is faster than the disk

export function openForm(person, label, done) {
  opening = open(person, label, done);
  return opening;
}

async function open(person, label, done) {
  if (writing?.said.case === person.id) return;
  form.reset();
  problem("");
  document.getElementById("entry-who").textContent = label;
  panel.hidden = false;
  const who = await writer();
  if (!who) return problem(word("not_here"));
  offerOnly(person.also ?? []);
  form.elements.happened_on.placeholder = inWords(dayOf(Date.now() + who.offset));
  try {
    writing = { who, label, done, ...(await draftOf(person.id, who)) };
    fillIn(writing.said.fields);
  } catch (error) {
    problem(word(isFull(error) ? "full" : "broken"));
    writing = { who, label, done, entry: null, said: { case: person.id, fields: {} } };
  }
  document.getElementById("entry-who").focus();
}

/** Leaving an empty form leaves nothing behind; a half-written one stays with its person. */
export async function closeForm() {
  panel.hidden = true;
  const left = writing;
  writing = null;
  clearTimeout(timer);
  if (!left?.entry) return;
  const fields = typed();
  if (touched(fields)) await saveDraft(left.entry, { ...left.said, label: left.label, fields }, left.who);
  else await discard(left.entry);
}

function fillIn(fields) {
  for (const [name, value] of Object.entries(fields)) {
    const ticks = [...form.querySelectorAll(`[type=checkbox][name="${name}"]`)];
    for (const tick of ticks) tick.checked = [value].flat().includes(tick.value);
    if (!ticks.length && form.elements[name]) form.elements[name].value = value;
  }
}

/** Of what can be done besides, only what is planned for this person. */
function offerOnly(planned) {
  const ticks = [...form.querySelectorAll("[name=done]")];
  for (const tick of ticks) tick.closest("label").hidden = !planned.includes(tick.value);
  if (ticks.length) ticks[0].closest("fieldset").hidden = !planned.length;
}

const typed = () => gathered(new FormData(form));

const said = () => ({ case: writing.said.case, label: writing.label, fields: typed() });

async function autosave() {
  if (!writing?.entry) return;
  writing.said = said();
  try {
    await saveDraft(writing.entry, writing.said, writing.who);
  } catch (error) {
    problem(word(isFull(error) ? "full" : "broken"));
  }
}

/** What the server would refuse at once is said here; the rest it says when the entry arrives. */
function missing({ outcome, next, no_next_reason: reason }) {
  if (!outcome) return word("choose_outcome");
  const undecided = form.dataset.undecided.split(" ").includes(outcome);
  if (undecided && next === "proposed" && !reason) return word("choose_next");
  return next === "none" && !reason ? word("choose_reason") : "";
}

async function submit(event) {
  event.preventDefault();
  if (form.dataset.busy) return;
  const fault = missing(typed());
  if (fault) return problem(fault);
  form.dataset.busy = "yes";
  clearTimeout(timer);
  try {
    await opening;
    if (!writing) return;
    const { who, done } = writing;
    await keep(writing.entry ?? blank(who), said(), who);
    writing = null;
    await done();
  } catch (error) {
    problem(word(isFull(error) ? "full" : "broken")); // what was typed stays in the form
  } finally {
    delete form.dataset.busy;
  }
}

function problem(text) {
  const place = document.getElementById("entry-problem");
  place.textContent = text;
  place.hidden = !text;
  if (text) place.focus();
}

/** As the page of the form does: the prompt on a line of its own, where the caret stands. */
function write({ target }) {
  const { prompt } = target.dataset;
  const { note } = form.elements;
  if (!prompt) return;
  const before = note.value.slice(0, note.selectionStart);
  const start = before === "" || before.endsWith("\n") ? "" : "\n";
  note.setRangeText(`${start}${prompt}: `, note.selectionStart, note.selectionEnd, "end");
  note.focus();
  note.dispatchEvent(new Event("input", { bubbles: true }));
}

form.addEventListener("submit", submit);
form.querySelector(".prompts").addEventListener("click", write);
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(autosave, PAUSE);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") autosave(); // the phone may end the page now
});
