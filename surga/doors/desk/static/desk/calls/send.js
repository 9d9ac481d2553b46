// Saving without leaving the page, the clock, and the keys.

const form = document.querySelector("[data-call]");
const state = form.querySelector("[data-state]");
const said = state.querySelector("[data-said]");
const [again, drop] = ["[data-again]", "[data-drop]"].map((each) => state.querySelector(each));
const shown = form.querySelector("[data-clock-shown]");
const save = form.querySelector("[data-save]");
const saveSaid = form.querySelector("[data-save-said]");
const { text, phone, about, article, once, seconds, channel } = form.elements;
const PATIENCE = 20_000;
let lastButton = save;

// The clock.
const elapsed = () => Math.max(0, Math.floor((Date.now() - Number(form.dataset.started)) / 1000));
const two = (n) => String(n).padStart(2, "0");
const tick = () => { shown.textContent = `${two(Math.floor(elapsed() / 60))}:${two(elapsed() % 60)}`; };
function restart() {
  form.dataset.started = Date.now();
  tick();
}

function say(words, { retry = false, dropping = false } = {}) {
  said.textContent = words;
  again.hidden = !retry;
  drop.hidden = !dropping;
}

// What it is about.
function showAbout() {
  const known = !!about.value;
  form.querySelector("[data-about-box]").hidden = !known;
  if (!known) form.elements.not_reporter.checked = false;
  saveSaid.textContent = known ? save.dataset.asFollowUp : save.dataset.asCase;
  if (known) say(state.dataset.about.replace("#", about.value), { dropping: false });
}

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if ("aboutCase" in button.dataset) {
    about.value = about.value === button.dataset.aboutCase ? "" : button.dataset.aboutCase;
    if (!about.value) say("");
    // A case that is only alike was told by somebody else.
    form.elements.not_reporter.checked = !!about.value && !!button.closest("[data-similar]");
    showAbout();
    text.focus();
  } else if ("answered" in button.dataset) {
    article.value = button.dataset.answered;
    form.requestSubmit(form.querySelector("[value=information]"));
  }
});

// Hotlines: only what the chosen one asks.
const hotline = form.elements.hotline;
function showHotline() {
  for (const part of form.querySelectorAll("fieldset[data-hotline]")) part.hidden = part.dataset.hotline !== hotline?.value;
}
hotline?.addEventListener("change", showHotline);

// Sending.
function clearErrors() {
  for (const each of form.querySelectorAll("[data-error]")) each.remove();
  for (const each of form.querySelectorAll(".field-wrong")) each.classList.remove("field-wrong");
  for (const each of form.querySelectorAll("[aria-invalid]")) { each.removeAttribute("aria-invalid"); each.removeAttribute("aria-describedby"); }
}

function showErrors(errors) {
  let first = null;
  for (const [name, sentence] of Object.entries(errors)) {
    const field = form.elements[name];
    const box = field?.closest?.(".field");
    if (!box) continue;
    const control = field.hidden ? box.querySelector("[role=combobox]") : field;
    const line = Object.assign(document.createElement("p"), { className: "error", id: `${name}_error`, textContent: sentence });
    line.dataset.error = "";
    box.classList.add("field-wrong");
    box.append(line);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", line.id);
    const more = box.closest("details");
    if (more) more.open = true;
    first ??= control;
  }
  (first ?? text).focus();
}

function next(words, id) {
  form.dispatchEvent(new Event("call:kept"));
  // What the page was opened with is done: the next call begins with nothing.
  if (location.search) return location.assign("/meja/baru");
  const before = channel.value;
  form.reset();
  for (const field of [about, article, form.elements.caller, seconds]) field.value = "";
  channel.value = before;
  once.value = id;
  for (const select of form.querySelectorAll("select")) select.dispatchEvent(new Event("combo:show"));
  form.dispatchEvent(new Event("call:clean"));
  restart();
  showHotline();
  showAbout();
  say(words);
  text.focus();
}

async function send(button) {
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  lastButton = button;
  seconds.value = elapsed();
  clearErrors();
  say(state.dataset.sending);
  try {
    const body = new FormData(form, button);
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    await after(answer);
  } catch {
    say(state.dataset.lost, { retry: true });
    again.focus();
  } finally {
    delete form.dataset.sending;
  }
}

async function after(answer) {
  if (answer.redirected || answer.status === 403) return say(state.dataset.out, { retry: true });
  if (answer.status >= 500) return say(state.dataset.broken, { retry: true });
  const told = await answer.json();
  if (!answer.ok) {
    article.value = "";
    say(told.said);
    return showErrors(told.errors);
  }
  if (!told.go) return next(told.said, told.once);
  form.dataset.saved = "1";
  form.dispatchEvent(new Event("call:kept"));
  location.assign(told.go);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.submitter ?? save);
});
again.addEventListener("click", () => send(lastButton));
drop.addEventListener("click", () => {
  form.dispatchEvent(new Event("call:drop"));
  next("", once.value);
});

// Keys. Nothing typed is ever lost beside the text.
const altKeys = {
  KeyM: () => { restart(); text.focus(); },
  KeyP: () => phone.focus(),
  KeyI: () => text.focus(),
  KeyT: () => form.querySelector("[data-about-case]")?.focus(),
  KeyJ: () => form.querySelector("[data-articles] summary")?.focus(),
};
addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    const button = form.querySelector(`[data-end="${event.code.replace("Digit", "")}"]`);
    if (!button && !altKeys[event.code]) return;
    event.preventDefault();
    if (button && !event.repeat) form.requestSubmit(button);
    else altKeys[event.code]?.();
    return;
  }
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (plain && document.activeElement === document.body) {
    event.stopPropagation();
    text.focus();
  }
}, { capture: true });
form.addEventListener("keydown", (event) => {
  // Enter in a line never saves by itself.
  if (event.key === "Enter" && event.target.matches("input:not([type=file])") && !event.ctrlKey && !event.metaKey) event.preventDefault();
});
form.addEventListener("combo:picked", (event) => {
  const region = document.querySelector("#id_region");
  (event.target.contains(document.querySelector("#id_topic")) ? region : text).focus();
});

// Counters take visits all day: the channel is remembered in this tab.
try {
  const before = sessionStorage.getItem("surga-kanal");
  if (before && !location.search && !form.querySelector("[data-error-summary]")) channel.value = before;
  channel.addEventListener("change", () => sessionStorage.setItem("surga-kanal", channel.value));
} catch {
  // Not remembered.
}
form.addEventListener("call:restored", () => { say(state.dataset.restored, { dropping: true }); showHotline(); showAbout(); if (about.value) drop.hidden = false; });
form.querySelector("[data-clock]").hidden = false;
form.classList.add("call-live");
form.dataset.started ||= Date.now();
tick();
setInterval(tick, 1000);
showHotline();
showAbout();
if (!form.querySelector("[data-error-summary]")) text.focus();
