// While somebody types, the page asks what there is to say of it: a danger, and what others have told already.
// Without a script the next page says the same.

const box = document.querySelector("[data-listen]");
const form = box?.closest("form");
const PAUSE = 600;
const SENT = ["csrfmiddlewaretoken", "text", "region", "location", "address", "bukan"];

let waiting = 0;
let asked = "";
let under_way = null;

function question() {
  const every = new FormData(form);
  const sent = new FormData();
  for (const name of SENT) for (const value of every.getAll(name)) sent.append(name, value);
  if (box.dataset.draft) sent.append("draft", box.dataset.draft);
  return sent;
}

// A part that says the same stays, so that nobody is interrupted, and what is pressed is not taken away.
function show(html) {
  const heard = document.createElement("template");
  heard.innerHTML = html;
  for (const part of heard.content.querySelectorAll("[data-heard]")) {
    const shown = box.querySelector(`[data-heard="${part.dataset.heard}"]`);
    if (part.dataset.heard === "alarm" && said_already()) continue;
    if (shown && shown.innerHTML.trim() !== part.innerHTML.trim()) shown.innerHTML = part.innerHTML;
  }
}

// The page may have been sent with the alarm of what was told before: once is enough.
function said_already() {
  return [...document.querySelectorAll(".alarm")].some((alarm) => !box.contains(alarm));
}

async function ask() {
  const sent = question();
  const key = new URLSearchParams(sent).toString();
  if (key === asked) return;
  asked = key;
  under_way?.abort();
  under_way = new AbortController();
  try {
    const answer = await fetch(box.dataset.listen, { method: "POST", body: sent, signal: under_way.signal });
    if (answer.status === 200) show(await answer.text());
  } catch {
    asked = ""; // no connection: the next word asks again
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
}

if (form) {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  soon();
}

// "Bukan": remembered with the form, and not shown again.
box?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-not-same]");
  if (!button) return;
  const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "bukan", value: button.value });
  box.append(kept);
  const list = button.closest("[data-heard]");
  button.closest("[data-one]").remove();
  if (!list.querySelector("[data-one]")) list.replaceChildren();
  box.closest("form").querySelector("textarea, input:not([type=hidden])")?.focus({ preventScroll: true });
});
