/* How an issue goes, fetched again while it goes out, with the speed of now; and parts that take a while. */
(() => {
  "use strict";
  const EVERY = 2000;
  const place = document.querySelector("[data-progress]");
  const said = document.querySelector("[data-progress-said]");

  const fetched = async (url) => {
    const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };

  for (const part of document.querySelectorAll("[data-part]")) {
    fetched(part.dataset.part).then((html) => { part.innerHTML = html; }, () => {});
  }

  if (!place || !("goes" in place.dataset)) return;
  const look = async () => {
    if (document.hidden) return void setTimeout(look, EVERY);
    try {
      place.innerHTML = await fetched(place.dataset.progress);
    } catch {
      return void setTimeout(look, 5 * EVERY);
    }
    const pace = place.querySelector(".issue-pace");
    if (!("still" in pace.dataset)) return void setTimeout(look, EVERY);
    if (said) said.textContent = pace.textContent.trim();
    if (pace.dataset.done === pace.dataset.all) location.reload();
    else setTimeout(look, 5 * EVERY);
  };
  setTimeout(look, EVERY);
})();
