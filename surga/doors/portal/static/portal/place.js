// The map of the second step: a touch sets the pin and finds its kelurahan, then the map comes nearer, so that
// the next touch can be exact. The select and the address do without it.

const box = document.querySelector("[data-pin-map]");

function ready(box) {
  const svg = box.querySelector(".map svg");
  const pin = box.querySelector("[data-pin]");
  const caption = box.querySelector("[data-caption]");
  const here = box.querySelector("[data-here]");
  const whole = box.querySelector("[data-whole]");
  const field = document.getElementById(box.dataset.field);
  const select = document.getElementById(box.dataset.select);
  const paths = [...svg.querySelectorAll("[data-code]")];
  const full = svg.getAttribute("viewBox").split(" ").map(Number);
  const [, , width, height] = full;
  const [north, west, south, east] = box.dataset.frame.split(" ").map(Number);
  let at = null;

  const toDegrees = ({ x, y }) => [north + (y / height) * (south - north), west + (x / width) * (east - west)];
  const toDrawing = (lat, lon) => new DOMPoint(((lon - west) / (east - west)) * width, ((lat - north) / (south - north)) * height);
  const pathOf = (code) => paths.find((path) => path.dataset.code === code);

  function drawPin() {
    if (!at) {
      pin.setAttribute("visibility", "hidden");
      return;
    }
    const scale = svg.viewBox.baseVal.width / width;
    pin.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)}) scale(${scale.toFixed(4)})`);
    pin.removeAttribute("visibility");
  }

  // One kelurahan with its neighbours, in the drawing's own proportions; nothing chosen: the whole city.
  function look(path) {
    let view = full;
    if (path) {
      const { x, y, width: w, height: h } = path.getBBox();
      const share = Math.min(1, Math.max((w * 2.2) / width, (h * 2.2) / height, 0.16));
      const [wide, high] = [width * share, height * share];
      const left = Math.min(Math.max(x + w / 2 - wide / 2, 0), width - wide);
      const top = Math.min(Math.max(y + h / 2 - high / 2, 0), height - high);
      view = [left, top, wide, high];
    }
    svg.setAttribute("viewBox", view.map((number) => number.toFixed(1)).join(" "));
    whole.hidden = !path;
    drawPin();
  }

  function choose(code) {
    for (const path of paths) path.classList.toggle("map-region-on", path.dataset.code === code);
    look(pathOf(code));
  }

  function put(point) {
    const region = paths.find((path) => path.isPointInFill(point));
    if (!region) {
      caption.textContent = caption.dataset.outside;
      return;
    }
    at = point;
    const [lat, lon] = toDegrees(point);
    field.value = `${lat.toFixed(6)},${lon.toFixed(6)}`;
    if ([...select.options].some((option) => option.value === region.dataset.code)) select.value = region.dataset.code;
    choose(region.dataset.code);
    caption.textContent = `${caption.dataset.set} ${region.querySelector("title").textContent}.`;
  }

  function locate() {
    here.setAttribute("aria-busy", "true");
    const done = () => here.removeAttribute("aria-busy");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { done(); put(toDrawing(coords.latitude, coords.longitude)); },
      () => { done(); caption.textContent = caption.dataset.failed; },
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  }

  svg.addEventListener("click", (event) => {
    put(new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()));
  });
  select.addEventListener("change", () => choose(select.value));
  whole.addEventListener("click", () => look(null));
  document.querySelector("[data-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    field.value = "";
    at = null;
    drawPin();
    caption.textContent = caption.dataset.none;
  });
  if (navigator.geolocation && window.isSecureContext) {
    here.hidden = false;
    here.addEventListener("click", locate);
  }

  const kept = field.value.split(",").map(Number);
  if (field.value && kept.length === 2) at = toDrawing(...kept);
  box.hidden = false; // before measuring: a hidden shape has no box
  if (select.value && pathOf(select.value)) choose(select.value);
}

if (box && "isPointInFill" in SVGGeometryElement.prototype) ready(box);
