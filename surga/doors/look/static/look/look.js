// Everything here only makes a working page nicer; without it every form and link still does its work.

const root = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => root.dataset.theme || (prefersDark.matches ? "dark" : "light");

function showTheme() {
  for (const part of document.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== theme();
}

function toggleTheme() {
  root.dataset.theme = theme() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("surga-theme", root.dataset.theme);
  } catch {
    // Not remembered, but shown.
  }
  showTheme();
}

function say(button, words) {
  const target = button.querySelector("[data-said]") || button;
  const before = target.textContent;
  target.textContent = words;
  setTimeout(() => { target.textContent = before; }, 2000);
}

async function copy(button) {
  const source = button.dataset.copy;
  const text = source.startsWith("#") ? document.querySelector(source)?.textContent.trim() : source;
  try {
    await navigator.clipboard.writeText(text);
    say(button, button.dataset.done || "✓");
  } catch {
    if (source.startsWith("#")) getSelection().selectAllChildren(document.querySelector(source));
  }
}

function share(button) {
  const { title, text, url } = { title: document.title, url: location.href, ...button.dataset };
  navigator.share({ title, text, url }).catch(() => {});
}

// The report's number as a picture in the phone's gallery: data-picture="KDR-...", data-title, data-text.
function picture(button) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1080, height: 720 });
  const pen = canvas.getContext("2d");
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const write = (text, size, y, tint, weight = 600) => {
    pen.fillStyle = colour(tint);
    pen.font = `${weight} ${size}px "Plus Jakarta Sans", system-ui, sans-serif`;
    pen.fillText(text, 540, y, 960);
  };
  pen.fillStyle = colour("--card");
  pen.fillRect(0, 0, 1080, 720);
  pen.fillStyle = colour("--river");
  pen.fillRect(0, 0, 1080, 20);
  pen.textAlign = "center";
  write(button.dataset.title || "Surga", 44, 190, "--muted");
  write(button.dataset.picture, 104, 370, "--ink", 800);
  write(button.dataset.text || location.host, 40, 520, "--ink", 500);
  const link = Object.assign(document.createElement("a"), { download: `${button.dataset.picture}.png` });
  link.href = canvas.toDataURL("image/png");
  link.click();
}

const can = { copy: !!navigator.clipboard, share: !!navigator.share };
for (const button of document.querySelectorAll("[data-theme-toggle], [data-dismiss]")) button.hidden = false;
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !can.copy;
for (const button of document.querySelectorAll("[data-share]")) button.hidden = !can.share;
for (const button of document.querySelectorAll("[data-print], [data-picture]")) button.hidden = false;
showTheme();
prefersDark.addEventListener("change", showTheme);

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("themeToggle" in button.dataset) toggleTheme();
  else if ("dismiss" in button.dataset) button.closest("[data-flash]").remove();
  else if ("copy" in button.dataset) copy(button);
  else if ("share" in button.dataset) share(button);
  else if ("picture" in button.dataset) picture(button);
  else if ("print" in button.dataset) print();
});

// Ask once before what cannot be undone; send once however often the finger taps.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  const question = event.submitter?.dataset.confirm || form.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  form.dataset.sent = "1";
  // After the browser has read the pressed button's own value.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) button.setAttribute("aria-disabled", "true");
  });
});
// Coming back by the back button: the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

document.querySelector("[data-error-summary]")?.focus();

// How many letters are left, under a textarea with maxlength and data-count="#id".
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const shown = document.querySelector(area.dataset.count);
  const count = () => { shown.textContent = `${area.value.length} / ${area.maxLength}`; };
  area.addEventListener("input", count);
  count();
}
