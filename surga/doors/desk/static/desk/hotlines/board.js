// The figure that is to be said anew is chosen as soon as one comes to it: typing replaces it.
document.querySelector(".keep")?.addEventListener("focusin", (event) => event.target.matches("input.input") && event.target.select());
document.querySelector(".keep [autofocus]")?.select();
