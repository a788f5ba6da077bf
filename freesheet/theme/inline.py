"""The one script that stands inside a page: it runs before the first paint, so nothing shifts.

Owns    INLINE_SCRIPT and its hash for the policy
Rule    the cookie says "member" or "staff" and nothing else; any other value is ignored
Source  CSP Level 3, 6.7.3.3 (hash of an inline script's text)
"""

from base64 import b64encode
from hashlib import sha256

from freesheet.kit import hints

INLINE_SCRIPT = (
    '(function(c){c.add("js");'
    f"var m=document.cookie.match(/(?:^|; ){hints.COOKIE}=(member|staff)(?:;|$)/);"
    'if(m)c.add("is-"+m[1])})(document.documentElement.classList)'
)
INLINE_SCRIPT_HASH = f"'sha256-{b64encode(sha256(INLINE_SCRIPT.encode()).digest()).decode()}'"
