// The desk by keyboard. Everything here is a shorter way to a link, a form or a field that is on the page anyway.

const keys = document.querySelector("#keys");
let rows = [];  // looked up anew for every key: a list may be drawn again while the page is open
const deedOf = new Map([...(keys?.querySelectorAll("[data-deed]") ?? [])].map((each) => [each.dataset.letter, each.dataset.deed]));

const linkOf = (row) => row.querySelector("a");
const here = () => rows.findIndex((row) => row.contains(document.activeElement));
const opened = () => rows.findIndex((row) => "on" in row.dataset);

function move(step) {
  if (!rows.length) return;
  const from = here() >= 0 ? here() : opened();
  const to = from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, from + step));
  const link = linkOf(rows[to]);
  link.focus({ focusVisible: true });
  rows[to].scrollIntoView({ block: "nearest" });
}

function openDeed(name) {
  const deed = document.getElementById(`deed-${name}`);
  if (!deed) return false;
  deed.open = true;
  const field = deed.querySelector(".field :is(textarea, select, input:not([type=hidden]))");
  (field ?? deed.querySelector("summary")).focus({ focusVisible: true });
  deed.scrollIntoView({ block: "nearest" });
  return true;
}

function act(letter) {
  const name = deedOf.get(letter);
  if (!name) return false;
  if (document.querySelector("[data-case]")) return openDeed(name);
  const row = rows[here()] ?? rows[0];
  if (!row) return false;
  location.href = `${linkOf(row).href}#buka=${name}`;
  return true;
}

function mark() {
  const box = rows[here()]?.querySelector("input[name=code]");
  box?.click();
  return !!box;
}

function search() {
  const field = document.querySelector("[data-search]");
  if (field) field.select();
  else back();
  return true;
}

function back() {
  const link = document.querySelector("[data-back]");
  if (link) location.href = link.href;
  return !!link;
}

const plainKeys = {
  j: () => (move(1), true),
  k: () => (move(-1), true),
  m: mark,
  u: back,
  "/": search,
  "?": () => (keys?.showModal(), true),
};

const isWriting = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const writing = isWriting(event.target);
  if (writing && event.key === "Escape") return writing.blur();
  if (writing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const form = writing.form;
    form?.requestSubmit(form.querySelector(".actions button[type=submit]"));
    return;
  }
  if (writing || event.ctrlKey || event.metaKey || event.altKey || keys?.open) return;
  rows = [...document.querySelectorAll("[data-row]")];
  if ((plainKeys[event.key] ?? (() => act(event.key)))()) event.preventDefault();
});

// Ready-made replies: straight into the text, where the cursor is.
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-canned] button")?.closest("[data-canned]");
  if (!box) return;
  event.preventDefault();
  const field = document.getElementById(box.dataset.canned);
  const select = box.querySelector("select");
  const text = select.selectedOptions[0]?.dataset.text;
  if (!text) return select.focus();
  const before = field.value.slice(0, field.selectionStart).trimEnd();
  const after = field.value.slice(field.selectionEnd).trimStart();
  field.value = [before, text, after].filter(Boolean).join("\n\n");
  field.focus();
});

// Marking rows for bulk work.
const bulk = document.querySelector("[data-bulk]");
if (bulk) {
  const all = bulk.querySelector("[data-mark-all]");
  const said = bulk.querySelector("[data-marked]");
  const boxes = [...bulk.querySelectorAll("input[name=code]")];
  const show = () => {
    const marked = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = said.dataset.marked.replace("#", marked);
    if (all) all.checked = marked === boxes.length;
    if (all) all.indeterminate = marked > 0 && marked < boxes.length;
    for (const button of bulk.querySelectorAll(".bulk button")) button.disabled = !marked;
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
  }
  bulk.addEventListener("change", show);
  addEventListener("pageshow", show);
  if (said) show();
}

for (const button of document.querySelectorAll("[data-show-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}
// "…#buka=forward": come to the case with that form open. No element has this name: the browser would focus it later.
if (location.hash.startsWith("#buka=")) openDeed(location.hash.slice(6));

// Drafts of calls hold what somebody said. This computer is shared: they go when the officer does, or after twelve hours.
function dropDrafts(which) {
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith("surga-rancangan:"))) {
      if (which(JSON.parse(localStorage.getItem(name)))) localStorage.removeItem(name);
    }
  } catch {
    // No storage, no drafts.
  }
}
dropDrafts((draft) => !(Date.now() - draft?.at < 12 * 3600e3));
document.querySelector("form[action='/keluar']")?.addEventListener("submit", () => dropDrafts(() => true));
