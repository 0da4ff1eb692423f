// On every page from the server, where this device works without signal or has entries waiting:
// destroy what is not for whoever is signed in, keep the list fresh, send what waits, and say so.
// app.js loads it only on devices that are marked; `meta[name=offline]` says for whom the page is.
import { filledIn, NoSignal, onTold } from "./base.js";
import { deviceOf, refresh, startWorker } from "./device.js";
import { count, dropOldReceipts, forgetDay, noteChange, ownerOfDay } from "./held.js";
import { checkElsewhere, replay } from "./send.js";

const user = Number(document.querySelector("meta[name=offline]").dataset.user);

async function begin() {
  const owner = await ownerOfDay();
  if (owner !== null && owner !== user) await forgetDay();
  const device = await deviceOf(user);
  if (device?.on) {
    await startWorker().catch(() => {});
    await refresh(user, document.documentElement.lang).catch(ignoreSilence);
  }
  await dropOldReceipts();
  await noteChange();
  await checkElsewhere().catch(ignoreSilence);
  await replay();
}

function ignoreSilence(error) {
  if (!(error instanceof NoSignal)) throw error;
}

/** One line under the heading of the day: what waits here, and where to look at it. */
async function showLine() {
  const line = document.getElementById("outbox-line");
  if (!line) return;
  const [waiting, attention] = await Promise.all(
    ["waiting", "attention"].map((state) => count(state, user)));
  line.hidden = !(waiting || attention);
  line.classList.toggle("late", attention > 0);
  line.classList.toggle("info", !attention);
  const words = line.querySelector("[data-words]");
  words.textContent = [
    waiting && filledIn(words.dataset.waiting, { n: waiting }),
    attention && filledIn(words.dataset.attention, { n: attention }),
  ].filter(Boolean).join(" ");
}

onTold((what) => what === "outbox" && showLine());
addEventListener("online", () => replay());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") replay();
});
begin();
