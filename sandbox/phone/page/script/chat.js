// The chat: bubbles, ticks and choices. Each message keeps its place; only what changed is drawn again.
import { word } from "./words.js";

const log = document.getElementById("log");
const drawn = new Map();

const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
};

export const icon = (name) => {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
};

// *bold* and addresses, as the real programs show them; everything else is plain text.
function text(said) {
  const line = make("p");
  for (const part of said.split(/(\*[^*\n]+\*|https?:\/\/[^\s<>"]+)/)) {
    if (/^https?:\/\//.test(part)) line.append(make("a", { href: part, target: "_blank", rel: "noopener" }, part));
    else if (/^\*[^*\n]+\*$/.test(part)) line.append(make("strong", {}, part.slice(1, -1)));
    else line.append(part);
  }
  return line;
}

function content(message) {
  const { kind, data } = message;
  const file = data.file ? `/shown/${encodeURIComponent(data.file)}` : "";
  const parts = [];
  if (kind === "photo" || kind === "sticker") parts.push(make("img", { src: file, alt: word(kind) }));
  else if (kind === "voice") parts.push(make("audio", { src: file, controls: true, "aria-label": word("voice") }));
  else if (kind === "video" || kind === "document") parts.push(make("a", { href: file }, data.name || word(kind)));
  else if (kind === "location") {
    const about = make("span", {}, make("b", {}, data.place || `${data.lat}, ${data.lon}`), make("small", {}, data.address || ""));
    parts.push(make("div", { class: "map" }, icon("pin")), make("div", { class: "about" }, about));
  } else if (kind === "card") {
    const about = make("span", {}, make("b", {}, data.name), make("small", {}, data.phone));
    parts.push(make("div", { class: "about" }, icon("card"), about));
  } else if (kind === "template") parts.push(make("small", { class: "template" }, `${word("template")} · ${data.template}`));
  else if (kind === "unknown") parts.push(text(word("unknown")));
  if (message.text) parts.push(text(message.text));
  return parts;
}

function foot(message) {
  const time = new Date(message.at * 1000).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  const line = make("div", { class: "foot" }, time);
  if (message.way === "in") {
    const sign = { waiting: "wait", handed: "ticks", read: "ticks", dropped: "tick" }[message.state] || "tick";
    const mark = make("span", { class: message.state === "read" ? "read" : "", title: word(message.state) || "" }, icon(sign));
    mark.append(make("span", { class: "unseen" }, word(message.state) || message.state));
    line.append(mark);
    if (message.state === "dropped") line.append(make("span", { class: "lost" }, word("dropped")));
  }
  return line;
}

function choices(message, press) {
  const button = ([id, label], sign) => {
    const pressed = message.pressed === id;
    const one = make("button", { type: "button", "aria-pressed": String(pressed) }, ...(sign ? [icon(sign)] : []), label);
    one.addEventListener("click", () => press(message, id, label));
    return one;
  };
  const offered = message.data.choices || [];
  if (!offered.length) return [];
  if (message.data.from !== "list") return [make("div", { class: "choices" }, ...offered.map((each) => button(each, "reply")))];
  const rows = make("div", {}, ...offered.map((each) => button(each)));
  const summary = make("summary", {}, icon("list"), message.data.label || word("options"));
  return [make("div", { class: "choices" }, make("details", {}, summary, rows))];
}

function draw(message, press) {
  const mine = message.way === "in";
  const who = make("span", { class: "unseen" }, `${word(mine ? "mine" : "from_city")}: `);
  const bubble = make("div", { class: "bubble" }, who, ...content(message), foot(message));
  const classes = ["said", mine ? "mine" : "theirs", message.kind === "sticker" ? "sticker" : ""].join(" ").trim();
  return make("div", { class: classes, "data-id": message.id, "data-state": message.state }, bubble, ...choices(message, press));
}

export function forget() {
  drawn.clear();
  log.replaceChildren();
}

export function show(messages, press) {
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const wanted = new Set(messages.map((each) => each.id));
  for (const [id, { node }] of drawn) if (!wanted.has(id)) { node.remove(); drawn.delete(id); }
  log.querySelector(".empty")?.remove();
  const before = log.lastElementChild?.dataset.id;
  for (const message of messages) {
    const told = JSON.stringify([message.state, message.text, message.pressed, message.kind]);
    const known = drawn.get(message.id);
    if (known?.told === told) continue;
    const node = draw(message, press);
    if (known) known.node.replaceWith(node); else log.append(node);
    drawn.set(message.id, { node, told });
  }
  if (!messages.length) log.append(make("p", { class: "empty" }, word("empty")));
  if (low || log.lastElementChild?.dataset.id !== before) log.scrollTop = log.scrollHeight;
}

export function typing(seen) {
  const there = log.querySelector(".typing");
  if (!seen) { there?.remove(); return; }
  const dots = make("span", { class: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i"));
  const node = there || make("div", { class: "said theirs typing" }, make("div", { class: "bubble" }, dots));
  log.append(node);
  if (!there) log.scrollTop = log.scrollHeight;
}
