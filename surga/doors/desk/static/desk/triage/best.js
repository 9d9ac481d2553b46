// One key chooses one of the three agencies that triage proposes; the lists below say the same, so nothing is hidden.

const best = document.querySelector("[data-best]");
const form = best?.closest("form");
const agency = form?.elements.agency;
const topic = form?.elements.topic;

// Lists may be shown as a line to type in (the look does that): tell it that the value has changed.
function put(list, value) {
  if (!list || !value || ![...list.options].some((each) => each.value === value)) return;
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

best?.addEventListener("change", (event) => {
  const chosen = event.target.closest("input[name=best]");
  if (!chosen) return;
  put(agency, chosen.value);
  if (topic && !topic.value) put(topic, chosen.dataset.topic);
});

// Another agency from the list is another choice.
agency?.addEventListener("change", () => {
  for (const each of best.querySelectorAll("input[name=best]")) each.checked = each.value === agency.value;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
  const chosen = best?.querySelector(`input[data-digit="${CSS.escape(event.key)}"]`);
  if (!chosen) return;
  event.preventDefault();
  chosen.closest("details")?.setAttribute("open", "");
  chosen.click();
  chosen.focus({ focusVisible: true });
});
