"""What stands inside a page: the one script that runs before the first paint, so nothing shifts, and the icon.

Owns    INLINE_SCRIPT and its hash for the policy; ICON_URI
Rule    the cookie says "member" or "staff" and nothing else; any other value is ignored
Source  CSP Level 3, 6.7.3.3 (hash of an inline script's text)
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from freesheet.kit import hints

PAINT_MS, STALLED_MS = 100, 3000
INLINE_SCRIPT = (
    "(function(d,s){var c=d.classList,m,f;"
    'function whole(){if(c.contains("loading")){c.remove("loading");s.script&&import(s.script).catch(function(){})}}'
    f'addEventListener("load",function(){{setTimeout(whole,{PAINT_MS})}});'
    f'addEventListener("DOMContentLoaded",function(){{setTimeout(whole,{STALLED_MS})}});'
    'c.add("js","loading");'
    f"m=document.cookie.match(/(?:^|; ){hints.COOKIE}=(member|staff)(?:;|$)/);"
    'if(m)c.add("is-"+m[1]);'
    'try{f=localStorage["freesheet:faces:"+s.faces]}catch(e){}'
    'f||c.add("late-text","late-sans")'
    "})(document.documentElement,document.documentElement.dataset)"
)
"""Marks what the page depends on, before the first paint, and brings the theme's script when the page is whole.

whole   loaded and painted; or read to its end, and a picture or typeface has stalled
faces   remembered by that script when the edition's typefaces lie in the browser's cache; a phone paints without
"""
INLINE_SCRIPT_HASH = f"'sha256-{b64encode(sha256(INLINE_SCRIPT.encode()).digest()).decode()}'"
_ICON = (Path(__file__).resolve().parents[1] / "static" / "theme" / "icon.svg").read_text(encoding="utf-8").strip()
ICON_URI = "data:image/svg+xml," + quote(_ICON.replace('"', "'"), safe="'/:=.,;()-@")
"""No request of its own, which would take its share of the line before the first paint."""
