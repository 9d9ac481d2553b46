// The map of the second step: a touch sets the pin and finds its kelurahan; the select and the address do without.

const box = document.querySelector("[data-pin-map]");

function ready(box) {
  const svg = box.querySelector(".map svg");
  const pin = box.querySelector("[data-pin]");
  const caption = box.querySelector("[data-caption]");
  const here = box.querySelector("[data-here]");
  const field = document.getElementById(box.dataset.field);
  const select = document.getElementById(box.dataset.select);
  const paths = [...svg.querySelectorAll("[data-code]")];
  const [north, west, south, east] = box.dataset.frame.split(" ").map(Number);
  const width = Number(box.dataset.width.replace(",", "."));
  const height = Number(box.dataset.height.replace(",", "."));

  const toDegrees = ({ x, y }) => [north + (y / height) * (south - north), west + (x / width) * (east - west)];
  const toDrawing = (lat, lon) => new DOMPoint(((lon - west) / (east - west)) * width, ((lat - north) / (south - north)) * height);
  const regionAt = (point) => paths.find((path) => path.isPointInFill(point));

  function show(code) {
    for (const path of paths) path.classList.toggle("map-region-on", path.dataset.code === code);
  }

  function put(point) {
    const region = regionAt(point);
    if (!region) {
      caption.textContent = caption.dataset.outside;
      return false;
    }
    const [lat, lon] = toDegrees(point);
    field.value = `${lat.toFixed(6)},${lon.toFixed(6)}`;
    pin.setAttribute("transform", `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`);
    pin.removeAttribute("visibility");
    if ([...select.options].some((option) => option.value === region.dataset.code)) select.value = region.dataset.code;
    show(region.dataset.code);
    caption.textContent = `${caption.dataset.set} ${region.querySelector("title").textContent}.`;
    return true;
  }

  svg.addEventListener("click", (event) => {
    put(new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()));
  });
  select.addEventListener("change", () => show(select.value));
  document.querySelector("[data-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    field.value = "";
    pin.setAttribute("visibility", "hidden");
    caption.textContent = caption.dataset.none;
  });

  if (navigator.geolocation && window.isSecureContext) {
    here.hidden = false;
    here.addEventListener("click", () => {
      here.setAttribute("aria-busy", "true");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          here.removeAttribute("aria-busy");
          put(toDrawing(coords.latitude, coords.longitude));
        },
        () => {
          here.removeAttribute("aria-busy");
          caption.textContent = caption.dataset.failed;
        },
        { enableHighAccuracy: true, timeout: 15_000 },
      );
    });
  }
  box.hidden = false;
}

if (box && "isPointInFill" in SVGGeometryElement.prototype) ready(box);
