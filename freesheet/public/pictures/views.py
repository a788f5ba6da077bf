"""Originals and the desk's thumbnails, for signed-in staff and nobody else.

Rule    nothing uploaded runs here: a known picture type or a download, sandboxed, never sniffed
Source  CSP level 3, sandbox; RFC 9111, private
"""

from pathlib import PurePosixPath

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

FOLDERS = frozenset({"original_images", "images"})
"""Where Wagtail keeps originals and renditions; documents and uploads in progress have their own ways."""
TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".heic": "image/heic",
}
SHOWN_FOR_SECONDS = 600


@require_safe
def original(request: HttpRequest, path: str) -> HttpResponseBase:
    """One stored picture by its name under MEDIA_ROOT; 404 for anything else, sign-in for strangers."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    name = PurePosixPath(path)
    if name.parts[:1] and name.parts[0] not in FOLDERS:
        raise Http404
    try:
        file = default_storage.open(path, "rb")
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    kind = TYPES.get(name.suffix.lower())
    response = FileResponse(
        file, content_type=kind or "application/octet-stream", as_attachment=kind is None, filename=name.name
    )
    headers = {
        "Cache-Control": f"private, max-age={SHOWN_FOR_SECONDS}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    for header, value in headers.items():
        response[header] = value
    return response
