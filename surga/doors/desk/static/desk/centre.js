// Figures that stay right while the page is open: asked for every 15 seconds, drawn only when they changed.

const board = document.querySelector("[data-live]");
const CALM = 15000, HIDDEN = 60000, LONGEST = 120000;
let failures = 0, timer = 0;

async function ask() {
  try {
    const answer = await fetch(`${board.dataset.live}?v=${encodeURIComponent(board.dataset.mark)}`, { redirect: "manual" });
    if (answer.status !== 200 && answer.status !== 204) throw new Error(answer.status);
    if (answer.status === 200) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-mark]");
      board.dataset.mark = fresh.dataset.mark;
      board.replaceChildren(fresh);
    }
    failures = 0;
  } catch {
    failures += 1;
  }
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, Math.min((document.hidden ? HIDDEN : CALM) * 2 ** Math.min(failures, 3), LONGEST));
}

document.addEventListener("visibilitychange", () => (document.hidden ? later() : ask()));
later();
