// What helps, beside the text as it is typed: asked 400 ms after the last letter, dropped when typing goes on.

const form = document.querySelector("[data-call]");
const similar = form.querySelector("[data-similar]");
const articles = form.querySelector("[data-articles]");
const alarm = form.querySelector("[data-heard]");
const proposed = form.querySelector("[data-proposed]");
const { text, topic, region } = form.elements;
const before = { alarm: "", agency: "", similar: similar.innerHTML, articles: articles.innerHTML, topic: document.querySelector("#id_topic")?.placeholder };
const WAIT = 400;
const SHORTEST = 8;
let asking = new AbortController();
let later = 0;
let last = "";

function show(found) {
  // Said once: a live region that is written anew with each letter would be read anew with each letter.
  if (alarm.innerHTML !== (found.alarm ?? "")) alarm.innerHTML = found.alarm ?? "";
  proposed.hidden = !found.agency;
  proposed.querySelector("[data-said]").textContent = found.agency ?? "";
  similar.innerHTML = found.similar;
  articles.innerHTML = found.articles;
  const line = document.querySelector("#id_topic");
  if (line) line.placeholder = found.topic || before.topic;
}

async function ask() {
  const asked = JSON.stringify([text.value, topic.value, region.value]);
  if (text.value.trim().length < SHORTEST || asked === last) return;
  last = asked;
  asking = new AbortController();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const field of [text, topic, region]) body.set(field.name, field.value.slice(0, 1000));
  try {
    const answer = await fetch(form.dataset.helps, { method: "POST", body, signal: asking.signal });
    if (answer.ok && !answer.redirected) show(await answer.json());
  } catch {
    // Typing went on, or the line is down: it only helps.
  }
}

function soon() {
  asking.abort();
  clearTimeout(later);
  later = setTimeout(ask, WAIT);
}

text.addEventListener("input", soon);
for (const field of [topic, region]) field.addEventListener("change", soon);
form.addEventListener("call:clean", () => { asking.abort(); clearTimeout(later); last = ""; show({ ...before }); });
form.addEventListener("call:restored", soon);
if (text.value) soon();
