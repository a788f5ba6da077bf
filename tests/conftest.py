"""Shared by all tests: a migrated template database, and folders of each test's own."""

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
import wagtail
from django.conf import settings as django_settings
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from wagtail.models import Collection, Locale, Page

from freesheet.demo.cast import Cast, assemble
from tests.evidence import Evidence
from tests.second_chance import SecondChance

pytest_plugins = ["tests.newsrooms"]
ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config) -> None:
    config.pluginmanager.register(Evidence())
    if config.pluginmanager.hasplugin("rerunfailures"):
        config.pluginmanager.register(SecondChance())


def _template_name() -> str:
    digest = hashlib.blake2b(f"{django.__version__} {wagtail.__version__}".encode(), digest_size=8)
    for file in sorted((ROOT / "freesheet").glob("*/migrations/*.py")):
        digest.update(file.read_bytes())
    return f"freesheet-template-{digest.hexdigest()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker) -> Iterator[None]:
    """Migrate once for all workers and runs of the same migrations; every worker starts with a copy."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        with django_db_blocker.unblock():
            kept = setup_databases(verbosity=0, interactive=False)
            yield
            django.db.connections.close_all()
            teardown_databases(kept, verbosity=0)
        return
    with django_db_blocker.unblock():
        template = Path(tempfile.gettempdir()) / _template_name()
        name = Path(database["TEST"]["NAME"])
        with template.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if template.exists():
                shutil.copy(template, name)
            kept = setup_databases(verbosity=0, interactive=False, keepdb=True)
            if not template.exists():
                django.db.connection.close()
                shutil.copy(name, template)
        yield
        teardown_databases(kept, verbosity=0, keepdb=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request) -> None:
    """Each xdist worker has its own data folder already (surroundings.py), but not its own PostgreSQL server."""
    if django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    """Files of one test are not another's, nor is the language that a request spoke."""
    translation.deactivate()
    settings.PRESS_ROOT = tmp_path / "pressed"
    settings.MEDIA_ROOT = tmp_path / "originals"
    settings.OUTBOX = tmp_path / "outbox"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def roots(db) -> None:
    """What migrations made and a transactional test's flush removed: first locale, root page and collection."""
    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code="en"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@pytest.fixture
def cast(roots) -> Cast:
    """The small newsroom of freesheet.demo.cast, eight stories published."""
    return assemble()
