// The slider through the months. Without it the links before and after do the same, a page at a time.
const data = document.getElementById("peta-bulan");
const box = document.querySelector("[data-places-slider]");
const areas = new Map([...document.querySelectorAll("[data-region]")].map((path) => [path.dataset.region, path]));

if (data && box) {
  const { names, steps } = JSON.parse(data.textContent);
  const slider = box.querySelector("input");
  const name = document.querySelector("[data-places-name]");
  const said = document.querySelector("[data-places-said]");
  const labels = document.querySelector("[data-places-labels]");
  const [whole, monthly] = ["[data-places-legend]", "[data-places-month-legend]"].map((one) => document.querySelector(one));
  const start = Number(slider.value);

  const show = (at) => {
    const step = steps[at];
    for (const [code, area] of areas) {
      const [shade, told] = step.shades[code] ?? ["0", names[code]];
      area.setAttribute("class", area.getAttribute("class").replace(/shade-\w+/, `shade-${shade}`));
      area.querySelector("title").textContent = told;
    }
    name.textContent = step.name;
    said.textContent = step.name;
    slider.setAttribute("aria-valuetext", step.name);
    // The names are those of the step the page came with.
    labels.toggleAttribute("hidden", at !== start);
    labels.style.display = at === start ? "" : "none";
    if (monthly) {
      whole.hidden = at !== 0;
      monthly.hidden = at === 0;
    }
  };

  slider.setAttribute("aria-valuetext", steps[start].name);
  let later = 0;
  slider.addEventListener("input", () => {
    clearTimeout(later);
    show(Number(slider.value));
  });
  // Let go: the whole page (finding, charts, links to the cases) becomes that month's. Arrow keys let go at every
  // step: so wait until nobody moves on.
  slider.addEventListener("change", () => {
    clearTimeout(later);
    later = setTimeout(open, 700);
  });
  const open = () => {
    const address = new URL(location.href);
    const { key } = steps[Number(slider.value)];
    if (key) address.searchParams.set("bulan", key);
    else address.searchParams.delete("bulan");
    location.assign(address);
  };
  box.hidden = false;
}
