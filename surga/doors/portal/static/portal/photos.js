// Photos before they are sent: no more than the city keeps, and no larger than it shows. A telephone's picture of 6 MB
// costs its owner data and time; what is sent is some 400 kB. Whatever fails here is sent as it was.

const MOST = 5;
const LONG_SIDE = 2000;
const SMALL_ENOUGH = 900_000;

async function smaller(file) {
  if (file.size <= SMALL_ENOUGH || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!made || made.size >= file.size) return file;
    return new File([made], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}

async function take(input) {
  const files = [...input.files];
  const kept = new DataTransfer();
  for (const file of files.slice(0, MOST)) kept.items.add(await smaller(file));
  input.files = kept.files;
}

for (const input of document.querySelectorAll("input[type=file][multiple]")) {
  const label = input.parentElement.querySelector("[data-photo-label]");
  const before = label?.textContent;
  const form = input.form;
  input.addEventListener("change", async () => {
    const buttons = [...form.querySelectorAll("button")].filter((button) => !button.disabled);
    for (const button of buttons) button.disabled = true;
    input.setAttribute("aria-busy", "true");
    try {
      await take(input);
    } finally {
      for (const button of buttons) button.disabled = false;
      input.removeAttribute("aria-busy");
    }
    const count = input.files.length;
    if (label) label.textContent = count === 0 ? before : count === 1 ? label.dataset.one : label.dataset.many.replace("#", count);
  });
}
