// Who calls: found by name or number as it is typed. Names and numbers go by POST, never in an address.

const form = document.querySelector("[data-call]");
const list = form.querySelector("[data-list]");
const known = form.querySelector("[data-known]");
const { name, phone, caller, text } = form.elements;
const nothing = known.innerHTML;
let asking = new AbortController();
let later = 0;
let shown = [];
let at = -1;

async function ask(fields) {
  asking.abort();
  asking = new AbortController();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [key, value] of Object.entries(fields)) body.set(key, value);
  const answer = await fetch(form.dataset.callers, { method: "POST", body, signal: asking.signal });
  return answer.ok && !answer.redirected ? answer.json() : {};
}

function close() {
  list.hidden = true;
  shown = [];
  for (const field of [name, phone]) field.setAttribute("aria-expanded", "false");
}

function mark(to, field) {
  at = to;
  [...list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === at)));
  if (list.children[at]) field.setAttribute("aria-activedescendant", list.children[at].id);
  else field.removeAttribute("aria-activedescendant");
}

const told = (key, n) => (n ? [list.dataset[key].replace("#", n)] : []);

function draw(found, field) {
  shown = found;
  list.replaceChildren(...found.map((each, n) => {
    const item = Object.assign(document.createElement("li"), { id: `caller_${n}` });
    item.setAttribute("role", "option");
    const who = Object.assign(document.createElement("strong"), { textContent: [each.name, each.tail && `•••• ${each.tail}`].filter(Boolean).join(" · ") });
    const about = Object.assign(document.createElement("span"), { className: "small" });
    about.textContent = [...told("marks", each.marks), ...told("cases", each.cases.length), ...told("contacts", each.contacts)].join(" · ");
    if (each.marks) about.classList.add("late");
    item.append(who, about);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(n); });
    return item;
  }));
  list.hidden = !found.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  mark(-1, field);
}

async function search(field) {
  const q = field.value.trim();
  if (q.length < 3) { close(); known.innerHTML = caller.value ? known.innerHTML : nothing; return; }
  try {
    const { callers = [], html = "" } = await ask({ q });
    if (field === document.activeElement) draw(callers, field);
    if (!caller.value) known.innerHTML = html || nothing;
  } catch {
    // Typing went on, or the line is down: the form works without it.
  }
}

async function choose(n) {
  const { ref, tail, name: called } = shown[n];
  close();
  caller.value = ref;
  if (called) name.value = called;
  // The number itself stays on the server; four digits are enough to ask whether it is the right one.
  if (phone.value.replace(/\D/g, "").length < 9) phone.value = "";
  phone.placeholder = phone.value ? "" : `•••• ${tail}`;
  form.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
  await show();
}

async function show() {
  try {
    const { html, tail } = await ask({ pilih: caller.value });
    if (html) known.innerHTML = html;
    else caller.value = "";
    phone.placeholder = tail && !phone.value ? `•••• ${tail}` : "";
  } catch {
    // The choice stands all the same.
  }
}

for (const field of [name, phone]) {
  for (const [key, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) field.setAttribute(key, value);
  field.addEventListener("input", () => {
    if (field === phone && caller.value) { caller.value = ""; phone.placeholder = ""; }
    clearTimeout(later);
    later = setTimeout(search, 250, field);
  });
  field.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      mark((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length, field);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && at >= 0) choose(at);
      else { close(); text.focus(); }
    } else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
  });
  field.addEventListener("blur", close);
}
form.addEventListener("call:clean", () => { known.innerHTML = nothing; phone.placeholder = ""; });
form.addEventListener("call:restored", () => { if (caller.value) show(); else if (phone.value) search(phone); });
if (caller.value) show();
else if (phone.value) search(phone);
