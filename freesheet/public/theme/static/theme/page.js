/* What a page can do beyond reading, all of it optional: keep fragments fresh, lead staff to the editor, and what
   rooms add below (looks/assets.py). Without this file every page still reads and every link works. */

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function say(text) {
  const line = document.querySelector("[data-said]");
  line.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { line.textContent = ""; }, 4000);
}

/* A page and what is fetched for it carry a number that only grows: press/rendering/as_of.py. What is known to be older
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
  const shown = all("[data-related] a").map((link) => link.getAttribute("href"));
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

function offerToEdit() {
  const { key, edit } = root.dataset;
  if (!root.classList.contains("is-staff") || !key) return;
  const link = document.createElement("a");
  link.href = `/desk/edit/${key}/`;
  link.className = "edit";
  link.textContent = edit;
  document.querySelector(".skip").after(link);
}

/* A first page is painted without the typefaces that are not seen first: looks/inline.py, tokens.css. The text's come
   now; the sans, which stands in rows that would move, from the next page on. */
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

offerToEdit();
atRest(() => {
  bringFaces();
  keepFresh(all("[data-fragment]"));
  all("[data-later]").forEach(({ dataset }) => import(dataset.later));
});
