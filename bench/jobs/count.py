"""Counts what somebody does in a browser: clicks, keys, letters, pages opened, screens scrolled.

Rule    only what the browser trusts as a person's counts; a chord such as Ctrl+S is one key
Rule    a page is a document loaded, or an address that an application moves on to without loading one
"""

from collections import Counter

from playwright.sync_api import BrowserContext, Page

SETTLED_MS = 500
"""Until the browser has told of the last scroll."""
IN_THE_BROWSER = """
const modifiers = ["Control", "Shift", "Alt", "Meta"];
addEventListener("mousedown", ({ isTrusted }) => isTrusted && count("click", 1), true);
addEventListener("keydown", (event) => {
  const writes = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.isTrusted && !modifiers.includes(event.key)) count(writes ? "letter" : "key", 1);
}, true);
const tops = new WeakMap();
addEventListener("scroll", ({ target }) => {
  const place = target.scrollingElement ?? target, top = place.scrollTop;
  if (!place.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;  // it measures sizes
  count("scroll", Math.abs(top - (tops.get(place) ?? 0)));
  tops.set(place, top);
}, true);
if (top === self) {
  count("page", 1);
  const push = history.pushState;
  history.pushState = function (...given) { count("page", 1); return push.apply(this, given); };
  addEventListener("hashchange", () => count("page", 1));
}
"""


class Count:
    """What was done in a context's pages since the last `clear`."""

    def __init__(self, context: BrowserContext) -> None:
        self._sums: Counter[str] = Counter()
        context.expose_function("count", lambda what, much: self._sums.update({what: much}))
        context.add_init_script(IN_THE_BROWSER)

    def clear(self, page: Page) -> None:
        page.wait_for_timeout(SETTLED_MS)
        self._sums.clear()

    def costs(self, page: Page) -> list[str]:
        """Clicks, keys, letters, pages, and scrolled screens of that page's height."""
        page.wait_for_timeout(SETTLED_MS)
        assert page.viewport_size is not None
        whole = [str(self._sums[what]) for what in ("click", "key", "letter", "page")]
        return [*whole, f"{self._sums['scroll'] / page.viewport_size['height']:.1f}"]


def unseen(page: Page) -> None:
    """Count a click on what the browser draws itself and tells no page of: a select's list, a choice of files."""
    page.evaluate("count('click', 1)")
