// The likeliest twins of a case, asked for after the page is there: finding them takes longer than the rest of it.
// Without script, or when it fails, the link to their page stays.

const place = document.querySelector("[data-similar]");

async function fill() {
  const answer = await fetch(place.dataset.similar, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...found.body.childNodes);
}

if (place) fill().catch(() => {});
