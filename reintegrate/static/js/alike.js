// While a name or a number is typed, whoever may be meant is shown beneath. The same rows come with
// the button when there is no script; nothing that was typed goes into an address.

const PAUSE = 300;
const SHORTEST = 2;

export function showAlike(box) {
  const form = box.closest("form");
  const input = form.elements.namedItem("q");
  const list = box.querySelector("ul");
  const count = box.querySelector("[role=status]");
  const row = box.querySelector("template");
  let wait = 0;
  let asked = 0;

  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, PAUSE);
  });
  if (input.value !== input.defaultValue) ask(); // typed before this script was there

  async function ask() {
    const mine = ++asked;
    if (input.value.trim().length < SHORTEST) {
      box.hidden = true;
      return;
    }
    const answer = await fetched();
    // A slow answer to what stood there before must not replace the answer to what stands there now.
    if (answer && mine === asked) show(answer);
  }

  async function fetched() {
    try {
      const response = await fetch(box.dataset.alike, { method: "POST", body: new FormData(form) });
      return response.ok ? await response.json() : null;
    } catch {
      return null; // No signal: the button is still there.
    }
  }

  function show(answer) {
    list.replaceChildren(...answer.found.map(drawn));
    count.textContent = answer.says;
    box.hidden = false;
  }

  function drawn(person) {
    const item = row.content.cloneNode(true);
    item.querySelector("a").href = person.href;
    item.querySelector("strong").textContent = person.name;
    item.querySelector(".work-tags").textContent = person.tells;
    item.querySelector(".meta").textContent = person.why;
    return item;
  }
}
