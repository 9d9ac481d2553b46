// What is typed outlives a reload, a lost line and a crash. It lies in this browser alone, under the officer's number and
// the form's own id. The counter's computer is shared: it is removed when the officer logs out, when twelve hours are
// over (desk.js does both), and when the server has said that it keeps the contact. It is never shown to another
// officer. Photos are not in it: the page says so beside them.

const form = document.querySelector("[data-call]");
const HEAD = "surga-rancangan:";
const KEPT = 12 * 3600e3;
//: An open page tells every few seconds that it lives; a draft of one that does not may be taken over.
const BEAT = 3000;
const own = `${HEAD}${form.dataset.officer}:`;
const skip = new Set(["csrfmiddlewaretoken", "seconds"]);
const empty = JSON.stringify(typed());

function typed() {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || skip.has(field.name) || field.name === "once" || ["file", "submit", "button"].includes(field.type)) continue;
    values[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return values;
}

function quietly(act) {
  try {
    return act();
  } catch {
    // No storage in this browser: the form works without it.
    return null;
  }
}

const key = () => own + form.elements.once.value;
const read = (name) => quietly(() => JSON.parse(localStorage.getItem(name)));

function keep(beat = Date.now()) {
  if (form.dataset.saved) return;
  const values = typed();
  if (JSON.stringify(values) === empty) return forget();
  const started = Number(form.dataset.started) || Date.now();
  quietly(() => {
    localStorage.setItem(key(), JSON.stringify({ values, started, beat, at: Date.now() }));
    sessionStorage.setItem("surga-formulir", form.elements.once.value);
  });
}

function forget() {
  quietly(() => { localStorage.removeItem(key()); sessionStorage.removeItem("surga-formulir"); });
}

function left() {
  const mine = quietly(() => sessionStorage.getItem("surga-formulir"));
  const names = quietly(() => Object.keys(localStorage).filter((each) => each.startsWith(own))) ?? [];
  const found = names.map((name) => ({ name, ...read(name) })).filter((each) => each.values && Date.now() - each.at < KEPT);
  const dead = (each) => each.name === own + mine || Date.now() - each.beat > 3 * BEAT;
  const here = (each) => (each.values.conversation ?? "") === form.elements.conversation.value;
  return found.filter((each) => dead(each) && here(each)).sort((a, b) => (b.name === own + mine) - (a.name === own + mine) || b.at - a.at)[0];
}

function restore({ name, values, started }) {
  for (const field of form.elements) {
    if (!(field.name in values) || field.type === "submit") continue;
    if (field.type === "checkbox") field.checked = values[field.name];
    else field.value = values[field.name];
    if (field.tagName === "SELECT") field.dispatchEvent(new Event("combo:show"));
  }
  // The same id as before: what the server may have kept already is not kept twice.
  form.elements.once.value = name.slice(own.length);
  form.dataset.started = started;
  form.dispatchEvent(new Event("call:restored"));
  keep();
}

function tryToRestore() {
  const found = JSON.stringify(typed()) === empty || form.elements.conversation.value ? left() : null;
  if (found) restore(found);
}

let later = 0;
form.addEventListener("input", () => { clearTimeout(later); later = setTimeout(keep, 200); });
form.addEventListener("change", () => keep());
form.addEventListener("call:kept", () => { clearTimeout(later); forget(); });
form.addEventListener("call:drop", () => {
  forget();
  // What was dropped may have reached the server: the next one is another.
  form.elements.once.value = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
});
setInterval(keep, BEAT);
addEventListener("pagehide", () => keep(0));
// Logging out takes the drafts along (desk.js); this page must not put its own back as it goes.
document.querySelector("form[action='/keluar']")?.addEventListener("submit", () => { form.dataset.saved = "1"; });
if (!form.querySelector("[data-error-summary]")) {
  tryToRestore();
  // After a crash the lost page seemed alive a moment ago.
  setTimeout(tryToRestore, 4 * BEAT);
}
