/* Where a reader was in a long story: kept on this device only, of the last few stories, for two weeks. */

const KEY = "freesheet:places", KEPT = 10, DAYS = 14, LONG_SCREENS = 3;
const body = document.querySelector("[data-continue]");
const now = Date.now();

function places() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
    return Object.entries(kept).filter(([, { at }]) => now - at < DAYS * 864e5);
  } catch { return []; }
}

function keep() {
  const parts = [...body.children], read = parts.findIndex((part) => part.getBoundingClientRect().bottom > 80);
  const others = places().filter(([path]) => path !== location.pathname).slice(1 - KEPT);
  if (read > 1 && read < parts.length - 2) others.push([location.pathname, { read, at: Date.now() }]);
  try { localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(others))); } catch { /* not allowed: not kept */ }
}

function offer(part) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet place";
  button.textContent = body.dataset.continue;
  button.addEventListener("click", () => {
    button.remove();
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView();
  });
  document.querySelector("main").prepend(button);
  const gone = () => { if (scrollY > innerHeight) { button.remove(); removeEventListener("scroll", gone); } };
  addEventListener("scroll", gone, { passive: true });
}

if (body && body.offsetHeight > LONG_SCREENS * innerHeight) {
  const [, had] = places().find(([path]) => path === location.pathname) ?? [];
  const part = body.children[had?.read];
  if (part && scrollY < 100 && !location.hash) offer(part);
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
}
