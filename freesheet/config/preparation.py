"""Making an install ready: rows, tables, static files, tree. Everything may be done again at any time."""

import hashlib
from pathlib import Path
from typing import Any

import django
import wagtail
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

import freesheet
from freesheet.doors.press.actions import stale_all
from freesheet.kit import rooms
from freesheet.kit.editions import languages
from freesheet.public.theme.looks import newsroom_theme
from freesheet.public.theme.pressing import place_missing


def prepare() -> None:
    """Bring the database, the static files and the tree to what this version needs."""
    for folder in (settings.MEDIA_ROOT, settings.PRESS_ROOT, settings.OUTBOX):
        Path(folder).mkdir(parents=True, exist_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.OUTBOX):
        Path(folder).chmod(0o700)  # originals are private; mail holds links that open the desk
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    follow_static()
    rooms.lay_out_all(languages())
    place_missing()


def follow_static() -> None:
    """If any static file has changed since last time: collect them, and have all pages pressed anew, by and by."""
    stamp_file, stamp = Path(settings.STATIC_ROOT) / ".collected", _static_stamp()
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stale_all(at_once=False)  # pages name static files by their content
    stamp_file.write_text(stamp)  # last: killed before, the next start does it all again


def _static_stamp() -> str:
    """A digest of what every page depends on: static files, theme, versions, address, languages."""
    versions = f"{freesheet.__version__} {django.__version__} {wagtail.__version__}"
    digest = hashlib.blake2b(f"{versions} {settings.SITE_URL} {settings.LANGUAGES}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            _add(digest, name, Path(storage.path(name)))
    for name, file in newsroom_theme.files().items():
        _add(digest, name, file)
    return digest.hexdigest()


def _add(digest: Any, name: str, file: Path) -> None:
    content = file.read_bytes()
    digest.update(f"{name} {len(content)}\n".encode() + content)
