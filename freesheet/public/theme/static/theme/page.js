/* What a page can do beyond reading, all of it optional: play embeds on a tap, keep fragments fresh,
   share, and lead staff to the editor. Without this file every page still reads and every link works. */

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function say(text) {
  const line = document.querySelector("[data-said]");
  line.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { line.textContent = ""; }, 4000);
}

/* Embeds: nothing is asked of the other site before this tap. */
function play(event) {
  const stage = event.currentTarget.closest("[data-player]");
  const frame = document.createElement("iframe");
  frame.src = stage.dataset.player;
  frame.title = stage.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.tabIndex = 0;
  stage.replaceChildren(frame);
  frame.focus();
}

/* A page and what is fetched for it carry a number that only grows: press/as_of.py. What is known to be older
   than what stands here, from a cache or a press a moment behind, is never taken. */
const pageAsOf = Number(root.dataset.asOf);
const isOlder = (number, than = pageAsOf) => Number(number) < than;

/* Fragments: fetched with the page, replaced only if they differ, before they come into view. */
const COMMENT = /<!--as of (\d+)-->\s*$/;

function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder;
}

function withoutWhatIsShown({ content }) {
  const shown = all("[data-related] a, .related a").map((link) => link.getAttribute("href"));
  for (const path of [location.pathname, ...shown]) {
    for (const link of all(`a[href="${path}"]`, content)) link.closest("li")?.remove();
  }
}

async function refresh(part) {
  const before = part.innerHTML;
  try {
    const answer = await fetch(part.dataset.fragment, { credentials: "omit" });
    const text = answer.ok ? await answer.text() : "";
    if (answer.ok && !isOlder(text.match(COMMENT)?.[1])) {
      const fresh = parsed(text.replace(COMMENT, "").trim());
      withoutWhatIsShown(fresh);
      if (fresh.innerHTML !== before) part.replaceChildren(fresh.content);
    }
  } catch { /* offline: what was pressed stays */ }
}

function keepFresh(parts) {
  if (!("IntersectionObserver" in window)) return;
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      refresh(target);
    }
  }, { rootMargin: "600px" });
  parts.forEach((part) => watch.observe(part));
}

/* Sharing: the system's own sheet where there is one, the link, a letter; nothing of anybody else's. */
function offerToShare(menu) {
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const send = menu.querySelector("[data-send]"), copy = menu.querySelector("[data-copy]");
  const close = () => { menu.open = false; };
  send.hidden = !navigator.share;
  send.addEventListener("click", async () => {
    try { await navigator.share({ title: send.dataset.title, url }); close(); } catch { /* closed again */ }
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(url);
      say(copy.dataset.copied);
    } catch { say(url); }
    close();
    menu.firstElementChild.focus();
  });
  menu.addEventListener("keydown", ({ key }) => { if (key === "Escape") { close(); menu.firstElementChild.focus(); } });
  document.addEventListener("click", ({ target }) => { if (!menu.contains(target)) close(); });
}

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

function offerToEdit() {
  const { key, edit } = root.dataset;
  if (!root.classList.contains("is-staff") || !key) return;
  const link = document.createElement("a");
  link.href = `/desk/edit/${key}/`;
  link.className = "edit";
  link.textContent = edit;
  document.querySelector(".skip").after(link);
}

/* A first page is painted without the typefaces that are not seen first: inline.py, tokens.css. The text's come now;
   the sans, which stands in rows that would move, from the next page on. */
async function bringFaces() {
  if (!root.classList.contains("late-text") || navigator.connection?.saveData) return;
  root.classList.remove("late-text");
  const key = `freesheet:faces:${root.dataset.faces}`;
  try {
    localStorage[key] = "";
    await Promise.all(all("link[as=font]").map(({ href }) => fetch(href, { credentials: "same-origin" })));
    localStorage[key] = "here";
  } catch { /* offline, or nothing may be kept: the next page does the same */ }
}

/* What asks for more waits until the page is all there, so that no line carries it before the words and the picture. */
function atRest(then) {
  const idle = () => (globalThis.requestIdleCallback ?? setTimeout)(then);
  if (document.readyState === "complete") idle(); else addEventListener("load", idle, { once: true });
}

all("[data-play]").forEach((button) => button.addEventListener("click", play));
all("[data-share]").forEach(offerToShare);
offerToEdit();
atRest(() => {
  bringFaces();
  keepFresh(all("[data-fragment]"));
  all("[data-feed]").forEach(followFeed);
  all("[data-later]").forEach(({ dataset }) => import(dataset.later));
});
