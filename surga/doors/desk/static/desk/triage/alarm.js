// A danger that has just come: a tone, a line that screen readers speak, and the page's title in turn. What is being
// typed stays as it is. Asked every ten seconds; where nothing came the answer is empty.

const box = document.querySelector("[data-alarm]");
const news = box.querySelector("[data-news]");
const mute = box.querySelector("[data-mute]");
const EVERY = 10_000;
const LONGEST = 50;  // so many codes are remembered as announced
const title = document.title;
let sound = null;
let flashing = 0;

const kept = {
  get: (name) => { try { return JSON.parse(localStorage.getItem(`surga-bahaya-${name}`)); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`surga-bahaya-${name}`, JSON.stringify(value)); } catch { /* Not remembered. */ } },
};
let mark = sessionStorage.getItem("surga-bahaya-sejak") ?? "";

function remember(value) {
  mark = value;
  try { sessionStorage.setItem("surga-bahaya-sejak", value); } catch { /* Asked anew on the next page. */ }
}

function tone() {
  if (kept.get("diam") || sound?.state !== "running") return;
  // Three rising pairs of notes, quiet enough for an office.
  for (const [at, pitch] of [[0, 660], [0.18, 880], [0.5, 660], [0.68, 880], [1, 660], [1.18, 880]]) {
    const note = sound.createOscillator();
    const loud = sound.createGain();
    note.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, sound.currentTime + at);
    loud.gain.exponentialRampToValueAtTime(0.25, sound.currentTime + at + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + at + 0.16);
    note.connect(loud).connect(sound.destination);
    note.start(sound.currentTime + at);
    note.stop(sound.currentTime + at + 0.17);
  }
  box.dataset.rang = String(Number(box.dataset.rang ?? 0) + 1);
}

function flash() {
  clearInterval(flashing);
  let on = false;
  flashing = setInterval(() => { on = !on; document.title = on ? `⚠ ${box.dataset.flash}` : title; }, 1000);
}

function calm() {
  clearInterval(flashing);
  document.title = title;
}

function announce(dangers) {
  const known = kept.get("dikenal") ?? [];
  const fresh = dangers.filter((each) => !known.includes(each.code));
  if (!fresh.length) return;
  kept.set("dikenal", [...known, ...fresh.map((each) => each.code)].slice(-LONGEST));
  for (const each of fresh) {
    const link = document.createElement("a");
    link.href = each.href;
    link.className = "watch-line";
    link.textContent = each.said;
    news.prepend(link);
  }
  tone();
  flash();
}

async function ask() {
  try {
    const answer = await fetch(`${box.dataset.alarm}?sejak=${encodeURIComponent(mark)}`, { redirect: "manual" });
    if (answer.status === 204) return remember(answer.headers.get("ETag")?.replace(/\D/g, "") ?? mark);
    if (!answer.ok) return;
    const found = await answer.json();
    remember(found.mark);
    announce(found.dangers);
  } catch {
    // The line is down: asked again in ten seconds, from the same mark.
  }
}

function show() {
  const silent = Boolean(kept.get("diam"));
  const asleep = !silent && sound?.state !== "running";
  mute.hidden = false;
  mute.setAttribute("aria-pressed", String(silent));
  mute.querySelector("[data-said]").textContent = mute.dataset[silent ? "silent" : asleep ? "asleep" : "loud"];
}

// A browser lets a page make sounds only once somebody has pressed something on it.
async function wake() {
  sound ??= new AudioContext();
  if (sound.state !== "running") await sound.resume();
  show();
}

mute.addEventListener("click", async () => {
  const asleep = sound?.state !== "running";
  if (!asleep || kept.get("diam")) kept.set("diam", !kept.get("diam"));
  await wake();
  show();
});
for (const kind of ["pointerdown", "keydown"]) {
  addEventListener(kind, (event) => { if (!mute.contains(event.target)) wake(); calm(); }, { once: false, passive: true });
}
show();
ask();
setInterval(ask, EVERY);
