// Makes pages quicker to use. Nothing here is needed for a job to be done, and nothing writes HTML.

/** Bring the reader to what must be corrected, or to the proof that something was saved. */
function focusOutcome() {
  const wrong = document.getElementById("error-summary");
  if (wrong) wrong.focus();
  else document.querySelector("main .receipt")?.focus({ preventScroll: true });
}

/** A second tap sends nothing. The button keeps its name and value until the form is on its way. */
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => toggleButtons(form, true));
    setTimeout(() => release(form), 15000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
}

function release(form) {
  delete form.dataset.sent;
  toggleButtons(form, false);
}

function toggleButtons(form, disabled) {
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = disabled;
}

const TYPING = "textarea, input:is(:not([type]), [type=text], [type=tel]):not([autocomplete=username])";

/** Ask before leaving a page with unsaved typing. What is searched for or signs in is no loss. */
function guardTyping() {
  let typed = false;
  document.addEventListener("input", ({ target }) => {
    if (!target.closest("form.form[method=post]")) return;
    if (target.matches(TYPING) || target.form.elements.leave) typed = true;
  });
  document.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

/** "Select all" ticks every box of its list. */
function pickAll() {
  for (const all of document.querySelectorAll("[data-pick-all]")) {
    const boxes = [...document.querySelectorAll(`input[name="${CSS.escape(all.dataset.pickAll)}"]`)];
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = boxes.length > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    boxes.forEach((box) => box.addEventListener("change", show));
    all.closest("label").hidden = boxes.length === 0;
    show();
  }
}

/** Phones' number pads have no slash: 25071988 becomes 25/07/1988 on leaving the field. */
function slashDates() {
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-date]")) return;
    const typed = event.target.value.trim();
    const digits = typed.match(/^(\d{2})(\d{2})(\d{4})$/) ?? typed.match(/^(\d{1,2})[ .,-](\d{1,2})[ .,-](\d{4})$/);
    if (digits) event.target.value = digits.slice(1).map((part) => part.padStart(2, "0")).join("/");
  });
}

/** Passwords may be looked at while typing them with a thumb. */
function showPasswords() {
  for (const input of document.querySelectorAll("input[data-show]")) {
    const button = document.createElement("button");
    const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent.trim();
    const say = (shown) => {
      input.type = shown ? "text" : "password";
      button.textContent = shown ? input.dataset.hide : input.dataset.show;
      button.setAttribute("aria-label", `${button.textContent} ${label ?? ""}`.trim());
    };
    button.type = "button";
    button.className = "button quiet reveal";
    button.addEventListener("click", () => say(input.type === "password"));
    input.form?.addEventListener("submit", () => say(false));
    say(false);
    input.after(button);
  }
}

/** Say early that a text has become too long; the server says it again. */
function countCharacters() {
  for (const note of document.querySelectorAll("[data-limit]")) {
    const text = document.getElementById(note.id.replace(/-limit$/, ""));
    const plain = note.textContent;
    text?.addEventListener("input", () => {
      const over = [...text.value].length - Number(note.dataset.limit);
      note.textContent = over > 0 ? `${plain}; ${note.dataset.over} ${over}` : plain;
      note.classList.toggle("error", over > 0);
    });
  }
}

function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** The phone's menu closes by Escape and by a tap beside it. */
function closeMenu() {
  const menu = document.querySelector("details.menu");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu?.open && !event.target.closest(".top")) menu.open = false;
  });
}

/** Where somebody is looked for, whoever may be meant is shown while typing. */
function showAlike() {
  const box = document.querySelector("[data-alike]");
  if (box) import("./alike.js").then((program) => program.showAlike(box));
}

/** Where this device works without signal or has entries waiting, the program for it is loaded. */
function workOffline() {
  const program = document.querySelector("meta[name=offline]")?.content;
  if (program && marked("offline")) import(program);
}

/** At sign-out the list of the day goes, and whoever has entries waiting is told before. */
function leaveNothing() {
  const form = document.querySelector("form[data-waiting]");
  form?.addEventListener("submit", (event) => {
    if (marked("waiting") && !window.confirm(form.dataset.waiting)) event.preventDefault();
    else if (marked("offline")) indexedDB.deleteDatabase("reintegrate-day");
  });
}

function marked(name) {
  try {
    return localStorage.getItem(`reintegrate.${name}`);
  } catch {
    return null;
  }
}

focusOutcome();
workOffline();
leaveNothing();
sendOnce();
guardTyping();
pickAll();
slashDates();
showPasswords();
countCharacters();
offerPrinting();
closeMenu();
showAlike();
