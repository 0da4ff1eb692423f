// Writing a note: prompts at a tap, and a draft kept on the server while typing. Without this the
// form does the same job; what is kept belongs to the writer, this case and this form.

const KEPT_AFTER = 2500;

/** A tap writes the prompt on a line of its own, where the caret stands; dictation goes on there. */
function offerPrompts(box) {
  const note = document.getElementById(box.dataset.prompts);
  const prompts = box.querySelector(".prompts");
  if (!note || !prompts) return;
  prompts.hidden = false;
  prompts.addEventListener("click", (event) => {
    const prompt = event.target.dataset.prompt;
    if (!prompt) return;
    const before = note.value.slice(0, note.selectionStart);
    const start = before === "" || before.endsWith("\n") ? "" : "\n";
    note.setRangeText(`${start}${prompt}: `, note.selectionStart, note.selectionEnd, "end");
    note.focus();
    note.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Keep what is typed; stop for good once the form itself is on its way. */
function keepDraft(place) {
  const form = place.querySelector("form");
  let timer, sending, sent = false, changed = false;
  const send = () => {
    clearTimeout(timer);
    if (sent || !changed) return;
    changed = false;
    sending?.abort();
    sending = new AbortController();
    fetch(place.dataset.draft, {
      method: "POST", body: new URLSearchParams(new FormData(form)), signal: sending.signal, keepalive: true,
    }).then((answer) => { if (answer.ok) tell(place); }).catch(() => { changed = true; });
  };
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(send, KEPT_AFTER);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    sending?.abort();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  window.addEventListener("pageshow", () => { sent = false; });
}

function tell(place) {
  let said = place.querySelector(".draft-kept");
  if (!said) {
    said = document.createElement("p");
    said.className = "hint draft-kept";
    said.setAttribute("role", "status");
    place.querySelector(".prompted").append(said);
  }
  said.textContent = place.dataset.draftKept;
}

document.querySelectorAll("[data-prompts]").forEach(offerPrompts);
document.querySelectorAll("[data-draft]").forEach(keepDraft);
