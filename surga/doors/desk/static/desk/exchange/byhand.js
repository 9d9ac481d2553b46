// A sheet goes on by itself, piece by piece; the button does the same.
const form = document.querySelector("[data-go-on]");
if (form) setTimeout(() => form.requestSubmit(), 300);
