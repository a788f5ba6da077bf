"""Making an install ready: rows, tables, static files, tree. Everything may be done again at any time.

Called by   `freesheet prepare`, `freesheet run`, tests
"""

import hashlib
import shutil
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

import freesheet
from freesheet.desk import roles
from freesheet.front.actions import lay_out


def prepare() -> None:
    """Bring the database, the static files and the tree to what this version needs."""
    for folder in (settings.MEDIA_ROOT, settings.PRESS_ROOT, settings.OUTBOX):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static()
    lay_out()
    roles.lay_out()


def collect_static() -> bool:
    """Collect static files if any has changed since last time; returns whether it did."""
    root = Path(settings.STATIC_ROOT)
    stamp_file, stamp = root / ".collected", _static_stamp()
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return False
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp_file.write_text(stamp)
    return True


def _static_stamp() -> str:
    """A digest of every static file's name, size and time, and of the versions that made them."""
    digest = hashlib.blake2b(f"{freesheet.__version__} {django.__version__} {wagtail.__version__}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
