// The switch on the account's page: let this device work without signal, or no longer.
const panel = document.getElementById("offline-switch");
const say = panel.querySelector("[role=status]");
const user = Number(document.querySelector("meta[name=offline]").dataset.user);
const [on, off] = ["on", "off"].map((name) => panel.querySelector(`[data-switch=${name}]`));

/** Old browsers lack a part of what is needed, and so does a page without HTTPS. */
const able = "serviceWorker" in navigator && "locks" in navigator && Boolean(globalThis.crypto?.subtle);

const ROOT = new URL("../../../", import.meta.url);

/** The program itself comes only where it is wanted: most look at this page for something else. */
const program = () => import("./device.js");

async function isOnHere() {
  if (!able || !(await navigator.serviceWorker.getRegistration(ROOT))) return null;
  return (await program()).deviceOf(user);
}

async function show() {
  const device = await isOnHere().catch(() => null);
  const here = device?.on;
  on.hidden = !able || Boolean(here);
  off.hidden = !here;
  if (!able) say.textContent = panel.dataset.unable;
  for (const row of document.querySelectorAll("[data-device]")) {
    row.hidden = !(here && Number(row.dataset.device) === device.device);
  }
}

async function press(button, work) {
  button.disabled = true;
  say.textContent = panel.dataset.working;
  try {
    await work();
    location.reload(); // the list of devices comes from the server
  } catch (error) {
    button.disabled = false;
    const { NoSignal } = await program().catch(() => ({ NoSignal: TypeError })); // not even loaded
    say.textContent = error instanceof NoSignal ? panel.dataset.noSignal : panel.dataset.failed;
  }
}

on.addEventListener("click", () => press(on, async () => (await program()).switchOn()));
off.addEventListener("click", () => press(off, async () => (await program()).switchOff(user)));
show();
