"""Making an install ready: rows, tables, static files, tree. Everything may be done again at any time.

Called by   `freesheet prepare`, `freesheet run`, tests
"""

import hashlib
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

import freesheet
from freesheet.desk import roles
from freesheet.front.actions import lay_out
from freesheet.press.actions import stale_all


def prepare() -> None:
    """Bring the database, the static files and the tree to what this version needs."""
    for folder in (settings.MEDIA_ROOT, settings.PRESS_ROOT, settings.OUTBOX):
        Path(folder).mkdir(parents=True, exist_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.OUTBOX):
        Path(folder).chmod(0o700)  # originals are private; mail holds links that open the desk
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if collect_static():
        stale_all()  # pages name static files by their content
    lay_out()
    roles.lay_out()


def collect_static() -> bool:
    """Collect static files if any has changed since last time; returns whether it did."""
    root = Path(settings.STATIC_ROOT)
    stamp_file, stamp = root / ".collected", _static_stamp()
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp_file.write_text(stamp)
    return True


def _static_stamp() -> str:
    """A digest of what every page depends on: static files by name, size and time, versions, address, languages."""
    versions = f"{freesheet.__version__} {django.__version__} {wagtail.__version__}"
    digest = hashlib.blake2b(f"{versions} {settings.SITE_URL} {settings.LANGUAGES}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
