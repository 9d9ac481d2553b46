// The inbox while it is open: asks whether anything is new, and draws only what is. Keys are shorter ways to what is there.

const inbox = document.querySelector("[data-inbox]");
const talk = inbox.dataset.talk;
const part = (id) => document.getElementById(id);
const told = part("told");
const OFTEN = 3000, SELDOM = 15000, LONGEST = 60000;

// --- how long somebody waits, without asking anybody ---
function tick() {
  const words = document.querySelector("[data-minutes]")?.dataset;
  if (!words) return;
  for (const time of document.querySelectorAll("time[data-since]")) {
    const minutes = Math.floor((Date.now() / 1000 - Number(time.dataset.since)) / 60);
    const said = minutes < 1 ? words.now
      : minutes < 60 ? words.minutes.replace("#", minutes)
      : minutes < 2880 ? words.hours.replace("#", Math.floor(minutes / 60))
      : words.days.replace("#", Math.floor(minutes / 1440));
    if (time.textContent !== said) time.textContent = said;
  }
}

// --- what changed is put where it was; what is typed, focused or scrolled stays ---
function drawList(fresh) {
  const list = part("list");
  if (list.contains(document.activeElement) && document.activeElement.matches("input")) return;
  const focused = document.activeElement.closest?.("[data-row]")?.querySelector("a")?.getAttribute("href");
  const top = list.scrollTop;
  list.replaceChildren(...fresh.childNodes);
  list.dataset.mark = fresh.dataset.mark;
  list.scrollTop = top;
  if (focused) [...list.querySelectorAll("[data-row] a")].find((a) => a.getAttribute("href") === focused)?.focus();
}

function drawThread(fresh) {
  const thread = part("thread"), bubbles = thread.querySelector("ol");
  const away = thread.scrollTop, high = thread.scrollHeight;
  let last = null;
  for (const item of [...fresh.children]) {
    const known = item.id && part(item.id);
    if (!known) {
      if (last) last.after(item); else bubbles.prepend(item);
      if (item.classList.contains("from-reporter")) announce(item);
    } else if (!known.isEqualNode(item) && !playing(known)) known.replaceWith(item);
    last = part(item.id) ?? item;
  }
  // At the end one stays at the end; further up the words stay under the eyes.
  if (away < -40) thread.scrollTop = away - (thread.scrollHeight - high);
}

const playing = (item) => [...item.querySelectorAll("audio, video")].some((one) => !one.paused);

function announce(item) {
  told.textContent = `${told.dataset.said} ${item.querySelector(".balloon").textContent.trim()}`;
}

function drawBox(fresh) {
  const box = part("box");
  if (box.dataset.box === fresh.dataset.box) return;
  const typed = part("text")?.value.trim();
  const field = fresh.querySelector("#text");
  if (typed && !field) { part("moved").hidden = false; return; }
  const focused = document.activeElement === part("text");
  if (field && typed) field.value = part("text").value;
  box.replaceChildren(...fresh.childNodes);
  box.dataset.box = fresh.dataset.box;
  if (focused) part("text")?.focus();
}

function drawHead(fresh) {
  const head = part("head");
  head.dataset.mark = fresh.dataset.mark;
  // An open menu stays under the hand.
  if (head.querySelector("details[open]")) return;
  head.replaceChildren(...fresh.childNodes);
}

function drawAside(fresh) {
  const aside = part("aside");
  if (!aside.contains(document.activeElement)) aside.replaceChildren(...fresh.childNodes);
  showPuts();
}

const drawn = { list: drawList, thread: drawThread, box: drawBox, head: drawHead, aside: drawAside };

function draw(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const [id, put] of Object.entries(drawn)) {
    const each = fresh.getElementById(id);
    if (each && part(id)) put(each);
  }
  tick();
  markRead();
}

// --- asking ---
let failures = 0, timer = 0, asking = false;

function address() {
  const query = new URLSearchParams(inbox.dataset.kept);
  query.set("l", part("list").dataset.mark);
  if (talk) query.set("v", part("head").dataset.mark);
  return `/meja/percakapan/${talk ? `${talk}/` : ""}baru?${query}`;
}

async function ask() {
  // Old pages of the list and of the thread are looked at as they were.
  if (asking || /[?&](sesudah|sebelum)=/.test(location.search)) return;
  asking = true;
  try {
    const answer = await fetch(address(), { redirect: "manual", headers: { Accept: "text/html" } });
    if (answer.status !== 200 && answer.status !== 204) throw new Error(answer.status);
    if (answer.status === 200) draw(await answer.text());
    failures = 0;
  } catch {
    failures += 1;
  }
  asking = false;
  part("lost").hidden = failures < 3;
  later();
}

function later() {
  clearTimeout(timer);
  const calm = document.hidden ? SELDOM : OFTEN;
  timer = setTimeout(ask, Math.min(calm * 2 ** Math.min(failures, 5), Math.max(calm, LONGEST)));
}

document.addEventListener("visibilitychange", () => (document.hidden ? later() : ask()));
later();
setInterval(tick, 20000);

// Whoever holds it and looks at it has read it.
function markRead() {
  const form = part("read");
  if (form && !document.hidden) fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => {});
}
markRead();

// The citizen sees that somebody writes: told at most every 20 seconds, and only while keys are pressed.
let toldTyping = 0;
document.addEventListener("input", (event) => {
  const form = event.target.id === "text" && event.target.closest("#reply");
  if (!form || Date.now() - toldTyping < 20000 || !event.target.value.trim()) return;
  toldTyping = Date.now();
  const token = new FormData();
  token.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  fetch(`/meja/percakapan/${talk}/mengetik`, { method: "POST", body: token }).catch(() => {});
});

// --- by keyboard ---
const reply = () => part("text") ?? document.querySelector("#reply input");

function openMenu(id) {
  const menu = part(id);
  if (!menu) return false;
  menu.open = true;
  menu.querySelector("form button").focus({ focusVisible: true });
  return true;
}

const letters = {
  t: () => (part("take")?.requestSubmit(), !!part("take")),
  b: () => (reply()?.focus({ focusVisible: true }), !!reply()),
  e: () => openMenu("act-end"),
  s: () => openMenu("act-snooze"),
};

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest(".talk-acts details[open]");
  if (menu && event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  if (menu && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    const buttons = [...menu.querySelectorAll(".menu-body button")];
    const next = buttons.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
    buttons[(next + buttons.length) % buttons.length].focus();
    event.preventDefault();
    return;
  }
  const writing = event.target.closest("input, textarea, select");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || part("keys").open) return;
  if (letters[event.key]?.()) event.preventDefault();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".talk-acts details[open]")) if (!menu.contains(event.target)) menu.open = false;
  const put = event.target.closest("[data-put]");
  if (!put || !part("text")) return;
  const field = part("text");
  field.value = [field.value.trimEnd(), put.dataset.put].filter(Boolean).join("\n\n");
  field.focus();
});

function showPuts() {
  for (const button of document.querySelectorAll("[data-put]")) button.hidden = false;
}
showPuts();
// The next thing an officer does with their own conversation is to answer.
if (matchMedia("(hover: hover)").matches && !document.querySelector("[data-error-summary]")) part("text")?.focus();
