// Before the first paint: the theme chosen earlier, so that the page does not flash.
try {
  const chosen = localStorage.getItem("surga-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is closed: the system's own theme it is.
}
