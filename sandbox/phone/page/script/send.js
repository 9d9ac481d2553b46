// Writing: text, photos, a place, a voice note, a sticker, a card.
import { word } from "./words.js";

const byId = (id) => document.getElementById(id);
const LARGEST = 16 * 1024 * 1024;

const base64 = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = failed;
  reader.readAsDataURL(file);
});

function tray(open) {
  byId("tray").hidden = !open;
  byId("attach").setAttribute("aria-expanded", String(open));
  if (open) byId("log").scrollTop = byId("log").scrollHeight;
}

export function composer(say, spots) {
  const box = byId("text");
  // What stands in the box goes along as the caption of a photo, as on a real telephone.
  const caption = () => { const said = box.value.trim(); box.value = ""; return said; };
  const sendAndFold = async (said) => { tray(false); await say(said); box.focus(); };

  byId("write").addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = box.value.trim();
    if (!said) return;
    box.value = "";
    tray(false);
    try { await say({ kind: "text", text: said }); } catch { box.value = said; }
    box.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      byId("write").requestSubmit();
    }
  });
  byId("attach").addEventListener("click", () => tray(byId("tray").hidden));
  byId("tray").addEventListener("keydown", (event) => { if (event.key === "Escape") { tray(false); byId("attach").focus(); } });
  for (const button of document.querySelectorAll("[data-sample]")) {
    button.addEventListener("click", () => sendAndFold({ kind: "photo", sample: button.dataset.sample, text: caption() }));
  }
  for (const button of document.querySelectorAll("[data-kind]")) {
    button.addEventListener("click", () => sendAndFold({ kind: button.dataset.kind }));
  }
  byId("spot").replaceChildren(...spots.map((each, place) => new Option(`${each.place} (${each.address})`, place)));
  byId("place").addEventListener("submit", (event) => {
    event.preventDefault();
    sendAndFold({ kind: "location", ...spots[byId("spot").value] });
  });
  byId("file").addEventListener("change", async (event) => {
    const files = [...event.target.files];
    if (files.some((each) => each.size > LARGEST)) { event.target.value = ""; alert(word("too_large")); return; }
    const group = files.length > 1 ? String(Date.now()) : "";
    const said = caption();
    for (const [place, file] of files.entries()) {
      const text = place ? "" : said;
      await sendAndFold({ kind: "photo", data: await base64(file), mime: file.type || "image/jpeg", file_name: file.name, group, text });
    }
    event.target.value = "";
  });
}
