/* The News Feed: asks one small file for news. What is being read never moves: new briefs wait behind a button. */
const ASK_SECONDS = 15, ASK_HIDDEN_SECONDS = 120;

function followFeed(feed) {
  const list = feed.querySelector(".briefs");
  const told = feed.querySelector(".feed-new");
  const markup = (briefs) => briefs.map(({ outerHTML }) => outerHTML).join("");
  let waiting = [], asOf = pageAsOf;

  function show() {
    list.replaceChildren(...waiting);
    told.replaceChildren();
  }

  function offer(count) {
    const words = feed.dataset.new.replace("{n}", count);
    if (told.textContent === words) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet feed-button";
    button.textContent = words;
    button.addEventListener("click", () => { show(); list.tabIndex = -1; list.focus({ preventScroll: true }); });
    told.replaceChildren(button);
  }

  function take(briefs) {
    const shown = [...list.children], had = new Set(shown.map(({ id }) => id));
    waiting = briefs.map(({ html }) => parsed(html).content.firstElementChild);
    const known = waiting.findLastIndex(({ id }) => had.has(id)); // below it stands what moved up for one withdrawn
    const count = waiting.filter(({ id }, place) => !had.has(id) && (known < 0 || place < known)).length;
    if (markup(waiting) === markup(shown)) told.replaceChildren();
    else if (list.getBoundingClientRect().top > innerHeight) show();
    else if (count) offer(count);
    else mend(shown);
  }

  /* Nothing is new: what was edited changes where it stands, what was withdrawn goes. */
  function mend(shown) {
    const now = new Map(waiting.map((brief) => [brief.id, brief]));
    told.replaceChildren();
    for (const brief of shown.filter((one) => !one.contains(document.activeElement))) {
      if (!now.has(brief.id)) brief.remove();
      else if (now.get(brief.id).outerHTML !== brief.outerHTML) brief.replaceWith(now.get(brief.id));
    }
  }

  async function ask() {
    try {
      const answer = await fetch(feed.dataset.feed, { credentials: "omit", cache: "no-cache" });
      const news = answer.ok ? await answer.json() : null;
      if (news && !isOlder(news.as_of, asOf)) {
        asOf = Number(news.as_of) || asOf;
        take(news.briefs);
      }
    } catch { /* offline: the links still lead to what is kept */ }
    later();
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 1000 * (document.hidden ? ASK_HIDDEN_SECONDS : ASK_SECONDS));
  };
  let timer = 0;
  if (navigator.connection?.saveData) return;
  document.addEventListener("visibilitychange", () => { if (document.hidden) later(); else ask(); });
  ask();
}

atRest(() => all("[data-feed]").forEach(followFeed));
