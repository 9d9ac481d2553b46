// The room's screen draws itself anew; when the line is lost, it says so and keeps what it has.
const EVERY = 15_000;
const here = location.href;

async function renew() {
  const lost = document.querySelector("[data-wall-lost]");
  try {
    const answer = await fetch(here, { headers: { Accept: "text/html" } });
    if (answer.redirected) return location.reload();
    // 422: a word of the address is wrong; the screen says so, and its figures are those of now.
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-wall]");
    const old = document.querySelector("[data-wall]");
    // Whoever reads by keyboard keeps the place: the focused line is found again by its address.
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    old.replaceWith(document.importNode(fresh, true));
    if (focused) document.querySelector(`[data-wall] a[href="${CSS.escape(focused)}"]`)?.focus();
  } catch {
    if (lost) lost.hidden = false;
  }
}

setInterval(renew, EVERY);
// The screen of a room does not go to sleep, where the browser lets us say so.
const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && awake());
awake();
