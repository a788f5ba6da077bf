"""The database that a test finds: made once, and copied in a moment where a test has changed it for good.

Rule    a test with transactions of its own leaves its database as it is: the next one gets a copy, nothing is flushed
"""

import hashlib
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import django
import pytest
import wagtail
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings

from freesheet.demo.cast import Cast, assemble
from freesheet.work.loop import drain
from tests.kept import ROOT, code, kept


class Kind(Enum):
    """What is in it."""

    PLAIN = "plain"
    CAST = "cast"
    """The cast published, everything pressed, nothing due."""


SITE = "site"
"""The folder of files beside a kept database."""
CAST_FILE = "cast.pickle"
"""In it, everybody and everything as `assemble` finds them there: asking again takes 60 queries a test."""


def settings_in(folder: Path) -> dict[str, Any]:
    """What every test is set up with: its files under a folder of its own, nothing slow, nothing to collect."""
    return {
        "PRESS_ROOT": folder / "pressed",
        "MEDIA_ROOT": folder / "originals",
        "OUTBOX": folder / "outbox",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "STORAGES": {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }


def migrations() -> str:
    digest = hashlib.blake2b(f"{django.__version__} {wagtail.__version__}".encode(), digest_size=8)
    for file in sorted((ROOT / "freesheet").rglob("migrations/*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def kind_for(item: pytest.Item) -> Kind:
    names = getattr(item, "fixturenames", ())
    return Kind.CAST if "cast" in names else Kind.PLAIN


def is_transactional(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    by_mark = bool(mark and mark.kwargs.get("transaction"))
    return by_mark or not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))


def _assemble(site: Path) -> None:
    with override_settings(**settings_in(site)):
        assemble()
        drain()
        (site / CAST_FILE).write_bytes(pickle.dumps(assemble()))


class Files:
    """SQLite: a database is a file."""

    def __init__(self, migrate: Callable[[], Any]) -> None:
        self._used = 0
        self._now: dict[Kind, Path] = {}
        self._first = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        with kept(f"migrated-{migrations()}", lambda folder: self._migrated(folder, migrate)) as plain:
            self._plain = plain / "plain.sqlite3"
        with kept(f"databases-{code()}", self._with_cast) as self._folder:
            pass

    def _migrated(self, folder: Path, migrate: Callable[[], Any]) -> None:
        folder.mkdir()
        migrate()
        connection.close()
        shutil.copy(connection.settings_dict["NAME"], folder / "plain.sqlite3")

    def _with_cast(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        shutil.copy(self._plain, folder / "cast.sqlite3")
        connection.settings_dict["NAME"] = str(folder / "cast.sqlite3")
        _assemble(folder / SITE)
        connection.close()

    def use(self, kind: Kind) -> None:
        """From here on the default connection opens this one, as it was made: tests before have rolled back."""
        connection.close()
        if kind not in self._now:
            self._used += 1
            copy = self._first.with_name(f"{kind.value}-{self._used}.sqlite3")
            shutil.copy(self._plain if kind is Kind.PLAIN else self._folder / f"{kind.value}.sqlite3", copy)
            self._now[kind] = copy
        connection.settings_dict["NAME"] = str(self._now[kind])

    def spoil(self, kind: Kind) -> None:
        """Whoever needs it next gets a new copy, under a new name: somebody may still have this one open."""
        if spoiled := self._now.pop(kind, None):
            spoiled.unlink(missing_ok=True)

    @property
    def site(self) -> Path:
        return self._folder / SITE


class Server:
    """PostgreSQL: a database is made from one of two templates, which are there already (fill, in on_postgres.py)."""

    def __init__(self, site: Path, worker: str) -> None:
        self._worker = worker
        self._used = 0
        self._now: dict[Kind, str] = {}
        self.site = site

    def use(self, kind: Kind) -> None:
        self._close()
        if kind not in self._now:
            self._used += 1
            self._now[kind] = self._copy(kind.value, f"{self._worker}_{self._used}")
        connection.settings_dict["NAME"] = self._now[kind]

    def spoil(self, kind: Kind) -> None:
        self._close()
        if spoiled := self._now.pop(kind, None):
            self._do(f'DROP DATABASE "{spoiled}" WITH (FORCE)')

    def fill(self) -> None:
        """Make the templates, on a server that has none."""
        self._do(f'CREATE DATABASE "{Kind.PLAIN.value}"')
        connection.settings_dict["NAME"] = Kind.PLAIN.value
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        self._close()
        connection.settings_dict["NAME"] = self._copy(Kind.PLAIN.value, Kind.CAST.value)
        _assemble(self.site)
        self._close()

    def _copy(self, template: str, name: str) -> str:
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name

    def _close(self) -> None:
        connection.close()
        connection.close_pool()

    def _do(self, command: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(command)


class Databases:
    """The plugin: before each test the default connection is given what the test needs."""

    def __init__(self) -> None:
        self._wanted = Kind.PLAIN
        self._source: Files | Server | None = None
        self._unblock: Callable[[], Any] = lambda: None

    @contextmanager
    def from_source(self, source: Files | Server, unblock: Callable[[], Any]) -> Iterator[None]:
        kept_teardown = TransactionTestCase._fixture_teardown
        TransactionTestCase._fixture_teardown = lambda self: None  # instead of flushing, which takes a second and more
        self._source, self._unblock = source, unblock
        source.use(self._wanted)
        yield
        TransactionTestCase._fixture_teardown = kept_teardown
        self._source = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._wanted = kind_for(item)
        if self._source:
            with self._unblock():
                self._source.use(self._wanted)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        if self._source and is_transactional(item):
            with self._unblock():
                self._source.spoil(self._wanted)

    def cast(self, press_root: Path) -> Cast:
        """Who and what is in the database in use; their pressed pages are put where this test's press keeps its own."""
        assert self._wanted is Kind.CAST
        assert self._source
        shutil.copytree(self._source.site / "pressed", press_root, dirs_exist_ok=True)
        return pickle.loads((self._source.site / CAST_FILE).read_bytes())
