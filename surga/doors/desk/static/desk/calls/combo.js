// A select of many options becomes a line to type in: three letters and Enter. The select stays, and is what is sent.

const told = document.querySelector("#topic-words");
const synonyms = told ? JSON.parse(told.textContent) : {};
const flat = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const wordsOf = (text) => text.split(/[^\p{L}\p{N}]+/u);
const MOST = 8;

function rank({ label, value }, asked) {
  const name = flat(label);
  if (name.startsWith(asked)) return 0;
  if (wordsOf(name).some((word) => word.startsWith(asked))) return 1;
  if (wordsOf(synonyms[value] ?? "").some((word) => word.startsWith(asked))) return 2;
  return name.includes(asked) ? 3 : 9;
}

function combo(box) {
  const select = box.querySelector("select");
  const empty = [...select.options].find((each) => !each.value)?.label ?? "";
  const options = [...select.options].filter((each) => each.value).map(({ value, label }) => ({ value, label }));
  const input = Object.assign(document.createElement("input"), {
    type: "text", id: select.id, autocomplete: "off", placeholder: empty, role: "combobox",
  });
  const list = Object.assign(document.createElement("ul"), { id: `${select.id}_list`, className: "call-list", hidden: true });
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.querySelector("label").textContent.trim());
  select.id += "_chosen";
  select.hidden = true;
  select.after(input, list);
  box.classList.add("call-combo");
  let shown = [];
  let at = 0;

  const label = () => (select.value ? select.selectedOptions[0].label : "");
  const rest = () => { input.value = label(); };

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(to) {
    at = to;
    [...list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === at)));
    const on = list.children[at];
    if (on) input.setAttribute("aria-activedescendant", on.id);
    on?.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const asked = flat(input.value.trim());
    shown = options
      .map((each) => ({ ...each, rank: asked ? rank(each, asked) : 0 }))
      .filter((each) => each.rank < 9)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, asked ? MOST : options.length);
    list.replaceChildren(...shown.map((each, n) => {
      const item = Object.assign(document.createElement("li"), { id: `${list.id}_${n}`, textContent: each.label });
      item.setAttribute("role", "option");
      // Before the line loses the focus.
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(n); });
      return item;
    }));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
  }

  function set(value) {
    select.value = value;
    rest();
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function pick(n, from = "") {
    set(shown[n].value);
    if (from === "Enter") box.dispatchEvent(new CustomEvent("combo:picked", { bubbles: true }));
  }

  input.addEventListener("input", () => {
    if (input.value.trim()) open();
    else set("");
  });
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return open();
      mark((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.hidden) box.dispatchEvent(new CustomEvent("combo:picked", { bubbles: true }));
      else pick(at, "Enter");
    } else if (event.key === "Tab" && !list.hidden && input.value.trim()) pick(at);
    else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); rest(); close(); }
  });
  input.addEventListener("blur", () => { rest(); close(); });
  select.addEventListener("combo:show", rest);
  rest();
}

for (const box of document.querySelectorAll("[data-combo]")) combo(box);
