// Says how many photos were chosen, beside a control that hides the browser's own words.
for (const input of document.querySelectorAll(".photo-pick input[type=file]")) {
  const label = input.parentElement.querySelector("[data-photo-label]");
  const before = label.textContent;
  input.addEventListener("change", () => {
    const count = input.files.length;
    label.textContent = count === 0 ? before : count === 1 ? label.dataset.one : label.dataset.many.replace("#", count);
  });
}
