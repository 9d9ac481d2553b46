// The folded panel of faults: every change is sent at once.
import { ask } from "./main.js";
import { faultWords, word } from "./words.js";

const form = document.getElementById("faults");
const told = document.getElementById("faults-told");

export function faults(start) {
  let known = start;

  async function change(input) {
    const value = input.type === "checkbox" ? input.checked : Number(input.value);
    try {
      known = await ask("/faults", { [input.name]: value });
      told.textContent = word("saved");
    } catch (error) {
      told.textContent = error.message;
    }
  }

  function draw(fresh = known) {
    known = fresh;
    told.textContent = "";
    form.replaceChildren(...Object.entries(faultWords()).map(([name, said]) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.name = name;
      if (typeof known[name] === "boolean") { input.type = "checkbox"; input.checked = known[name]; }
      else { input.type = "number"; input.step = "any"; input.value = known[name]; }
      input.addEventListener("change", () => change(input));
      label.append(said, input);
      return label;
    }));
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  draw();
  return draw;
}
