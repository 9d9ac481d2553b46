/* Saves a sheet by itself a moment after one stops typing. Without it the button saves, as ever. */
const form = document.querySelector("form[data-autosave]");
const said = form?.querySelector("[data-autosave-said]");
const WAIT = 1500;
let timer = 0;
let going = false;
let again = false;

const tell = (words) => { if (said) said.textContent = words; };

async function save() {
  if (going) { again = true; return; }
  going = true;
  tell(form.dataset.said);
  const data = new FormData(form);
  data.set("aksi", "otomatis");
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (answer.ok) {
      const told = await answer.json();
      form.elements.versi.value = told.version;
      tell(told.said);
    } else if (answer.status === 409) {
      tell(form.dataset.stale);
    } else {
      tell(answer.status === 422 ? form.dataset.wrong : form.dataset.failed);
      if (answer.status >= 500) timer = setTimeout(save, 10 * WAIT);
    }
  } catch {
    tell(form.dataset.failed);
    timer = setTimeout(save, 10 * WAIT);
  }
  going = false;
  if (again) { again = false; save(); }
}

form?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, WAIT); });
form?.addEventListener("submit", () => clearTimeout(timer));
