// After filing: N for the next call, P for the slip and then for the printer.

const on = (selector) => document.querySelector(selector);
const keys = { n: () => on("[data-next]"), p: () => on("[data-slip]") ?? on("[data-print]") };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const target = keys[event.key.toLowerCase()]?.();
  if (!target) return;
  event.preventDefault();
  target.click();
});
