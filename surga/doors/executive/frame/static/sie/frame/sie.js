// SIE by keyboard. Every key is a shorter way to a link or a form that is on the page anyway.
const keys = document.querySelector("[data-sie-keys]");
const strip = document.querySelector("[data-sie-pages]");
const filter = document.querySelector("[data-sie-filter]");

// On a phone the pages are one long line: show the one we are on.
const here = strip?.querySelector("[aria-current]");
if (here) strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;

function openPeriod() {
  if (!filter) return false;
  filter.open = true;
  filter.querySelector("a, input").focus();
  filter.scrollIntoView({ block: "nearest" });
  return true;
}

function help() {
  keys?.showModal();
  return !!keys;
}

function openPage(key) {
  const link = /^[1-9]$/.test(key) && strip?.querySelectorAll("a")[Number(key) - 1];
  if (link) location.href = link.href;
  return !!link;
}

for (const button of document.querySelectorAll("[data-sie-help]")) {
  button.hidden = !keys;
  button.addEventListener("click", help);
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || keys?.open) return;
  if (event.key === "Escape" && filter?.open && filter.contains(event.target)) {
    filter.open = false;
    filter.querySelector("summary").focus();
    return;
  }
  const done = { "/": openPeriod, "?": help }[event.key]?.() ?? openPage(event.key);
  if (done) event.preventDefault();
});
