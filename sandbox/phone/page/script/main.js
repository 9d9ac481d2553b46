// Whose telephone, through what, and what is new.
import { forget, show, typing } from "./chat.js";
import { faults } from "./faults.js";
import { composer } from "./send.js";
import { speak, word } from "./words.js";

const byId = (id) => document.getElementById(id);
const now = { channel: "whatsapp", person: "", since: "", people: [] };
const first = (channel) => now.people.find((each) => each.channel === channel)?.number || "";

export async function ask(address, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(address, options);
  const form = await answer.json();
  if (!answer.ok) throw new Error(form.error || String(answer.status));
  return form;
}

async function say(said) {
  await ask("/say", { channel: now.channel, from: now.person, ...said });
  await look();
}

const press = (message, id, label) => say({ kind: "choice", choice: id, text: label, answers: message.id });

function remember() {
  location.replace(`#${now.channel}/${now.person}`);
}

function choose(channel, person) {
  Object.assign(now, { channel, person, since: "" });
  byId("screen").dataset.channel = channel;
  for (const button of document.querySelectorAll("[data-channel][aria-pressed]")) {
    button.setAttribute("aria-pressed", String(button.dataset.channel === channel));
  }
  forget();
  persons();
  remember();
  return look();
}

function persons() {
  const list = byId("persons");
  list.replaceChildren(...now.people.filter((each) => each.channel === now.channel).map((each) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", String(each.number === now.person));
    const face = document.createElement("i");
    face.setAttribute("aria-hidden", "true");
    face.textContent = each.name.split(" ").at(-1)[0];
    const name = document.createElement("span");
    const strong = document.createElement("b");
    strong.textContent = each.name;
    const number = document.createElement("small");
    number.textContent = /\D/.test(each.number) ? word("hidden") : `${each.channel === "whatsapp" ? "+" : ""}${each.number}`;
    name.append(strong, number);
    button.append(face, name);
    button.addEventListener("click", () => choose(each.channel, each.number));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function joined(verified) {
  const well = verified === "verified";
  byId("joined").toggleAttribute("data-well", well);
  const said = word(well ? "joined" : "away");
  if (byId("joined").textContent !== said) byId("joined").textContent = said;
}

let looking = Promise.resolve();
function look() {
  looking = looking.then(async () => {
    const { channel, person, since } = now;
    const found = await ask(`/api/chat?channel=${channel}&person=${person}&since=${since}`);
    if (channel !== now.channel || person !== now.person) return;
    if (found.messages) {
      now.since = found.version;
      const fresh = JSON.stringify(found.people) !== JSON.stringify(now.people);
      now.people = found.people;
      if (fresh) persons();
      show(found.messages, press);
    }
    typing(found.typing);
    const presence = word(found.typing ? "typing" : "online");
    if (byId("presence").textContent !== presence) byId("presence").textContent = presence;
    joined(found.verified);
  }).catch(() => { byId("joined").removeAttribute("data-well"); byId("joined").textContent = word("gone"); });
  return looking;
}

function ideas() {
  byId("ideas").replaceChildren(...word("ideas").map((said) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = said;
    button.addEventListener("click", () => say({ kind: "text", text: said }));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function wind() {
  byId("clock").textContent = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
}

async function start() {
  const known = await ask("/api/start");
  byId("city").href = `${known.city}/`;
  now.people = (await ask("/api/chat")).people;
  composer(say, known.spots);
  const panel = faults(known.faults);
  const turn = (language) => { speak(language); ideas(); panel(); persons(); now.since = ""; forget(); look(); };
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => turn(button.dataset.language));
  }
  for (const button of document.querySelectorAll(".choice [data-channel]")) {
    button.addEventListener("click", () => choose(button.dataset.channel, first(button.dataset.channel)));
  }
  byId("add").addEventListener("submit", async (event) => {
    event.preventDefault();
    const added = await ask("/api/people", { channel: now.channel, name: byId("add-name").value });
    event.target.reset();
    now.people = (await ask("/api/chat")).people;
    choose(added.channel, added.number);
  });
  byId("reset").addEventListener("click", async () => {
    await ask("/reset", {});
    panel((await ask("/api/start")).faults);
    choose(now.channel, first(now.channel));
  });
  const [channel, person] = location.hash.slice(1).split("/");
  speak("id");
  ideas();
  wind();
  const there = now.people.some((each) => each.channel === channel && each.number === person);
  await choose(there ? channel : "whatsapp", there ? person : first("whatsapp"));
  setInterval(() => { if (!document.hidden) look(); wind(); }, 700);
}

start();
