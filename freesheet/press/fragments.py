"""Parts of a page that change oftener than the page: sheets of their own, shown as of pressing.

Called by   theme's {% fragment %} tag
Rule        a page never goes stale because a fragment on it did; the small script refreshes what is old
"""

from freesheet.press.recording import frozen
from freesheet.press.render import render

PREFIX = "/fragments/"


def fragment(path: str) -> str:
    """The HTML of a fragment's path as of now, without following what it shows; empty if it has none."""
    with frozen():
        body = render(path)
    return (body or b"").decode()
