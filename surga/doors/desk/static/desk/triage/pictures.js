// A box is drawn over the photo by mouse, pen or finger; the four fields do the same by keyboard, with or without this.

const stage = document.querySelector("[data-stage]");
const form = document.querySelector("#boxes");
const svg = stage?.querySelector("svg");
const drop = document.querySelector("[data-drop]");
const fields = ["x", "y", "w", "h"].map((name) => form?.elements.namedItem(name));
const wide = Number(stage?.dataset.width), high = Number(stage?.dataset.height);
const drawn = [];

const shape = () => {
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  group.setAttribute("class", "new");
  group.append(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
  svg.append(group);
  return group;
};
const put = (group, box) => ["x", "y", "width", "height"].forEach((name, n) => group.firstChild.setAttribute(name, box[n]));
const at = (event) => {
  const frame = svg.getBoundingClientRect();
  const along = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  return [along((event.clientX - frame.left) * wide / frame.width, wide), along((event.clientY - frame.top) * high / frame.height, high)];
};
const between = ([a, b], [c, d]) => [Math.min(a, c), Math.min(b, d), Math.abs(a - c), Math.abs(b - d)];

function keep(group, box) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "box", value: box.join(",") });
  form.append(field);
  drawn.push([group, field]);
  drop.hidden = false;
}

function undo() {
  for (const each of drawn.pop() ?? []) each.remove();
  drop.hidden = !drawn.length;
}

function draw() {
  let from = null, group = null, box = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    [from, group] = [at(event), shape()];
  });
  svg.addEventListener("pointermove", (event) => from && put(group, (box = between(from, at(event)))));
  const end = (event) => {
    if (!from) return;
    // A slip of the hand is no box.
    if (event.type === "pointerup" && box && box[2] > 5 && box[3] > 5) keep(group, box);
    else group.remove();
    from = group = box = null;
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
}

function follow() {
  let group = null;
  const show = () => {
    const box = fields.map((field) => Number(field.value));
    const whole = fields.every((field) => field.value !== "") && box[2] > 0 && box[3] > 0;
    if (whole) put((group ??= shape()), box);
    else { group?.remove(); group = null; }
  };
  fields.forEach((field) => field.addEventListener("input", show));
  show();
}

if (stage && form) {
  stage.dataset.live = "";
  document.querySelectorAll("[data-with-script]").forEach((each) => (each.hidden = false));
  drop.addEventListener("click", undo);
  draw();
  follow();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    if (event.key === "Escape") return undo();
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
}
