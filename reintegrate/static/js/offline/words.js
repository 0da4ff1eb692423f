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
