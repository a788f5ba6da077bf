"""Response headers that never change, written once.

Source  Content Security Policy Level 3; RFC 9111 (caching), RFC 5861 (stale-if-error)
"""

from urllib.parse import urlsplit

Headers = list[tuple[str, str]]

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".pdf": "application/pdf",
}
UNKNOWN_TYPE = "application/octet-stream"

PAGE_CACHING = "public, max-age=0, stale-if-error=86400"
FILE_CACHING = "public, max-age=31536000, immutable"


def content_type(name: str) -> str:
    """The media type of a file name, by its last suffix."""
    _, dot, suffix = name.rpartition(".")
    return CONTENT_TYPES.get(dot + suffix, UNKNOWN_TYPE)


def security(site_url: str) -> Headers:
    """What every response carries."""
    headers = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
    ]
    if urlsplit(site_url).scheme == "https":
        headers.append(("strict-transport-security", "max-age=31536000; includeSubDomains"))
    return headers


def public_policy(*, script_hashes: tuple[str, ...], frame_hosts: tuple[str, ...]) -> str:
    """The policy of every pressed page: nothing from elsewhere, and frames only where a reader tapped."""
    scripts = " ".join(["'self'", *script_hashes])
    frames = " ".join(frame_hosts) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; media-src 'self'; manifest-src 'self'; frame-src {frames}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
