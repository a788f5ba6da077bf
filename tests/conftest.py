"""Shared by all tests: a migrated template database, and folders of each test's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test.utils import setup_databases
from django.utils import translation
from wagtail.models import Collection, Locale, Page

from freesheet.demo.cast import Cast
from freesheet.doors.press.rendering import shared
from tests.databases import Databases, Files, Server, settings_in
from tests.evidence import Evidence
from tests.order import SlowestFirst
from tests.second_chance import SecondChance

pytest_plugins = ["tests.newsrooms"]


def pytest_configure(config) -> None:
    config.pluginmanager.register(Evidence())
    config.pluginmanager.register(Databases(), "databases")
    config.pluginmanager.register(SlowestFirst())
    if config.pluginmanager.hasplugin("rerunfailures"):
        config.pluginmanager.register(SecondChance())


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker, databases
) -> Iterator[None]:
    """Migrated once; each test is given a database by tests/databases.py."""

    def migrate():
        return setup_databases(verbosity=0, interactive=False, keepdb=False)

    Path(django_settings.DATA).mkdir(parents=True, exist_ok=True)
    site = os.environ.get("FREESHEET_TEST_SITE")
    with django_db_blocker.unblock():
        source = Server(Path(site), os.environ.get("PYTEST_XDIST_WORKER", "main")) if site else Files(migrate)
        with databases.from_source(source, django_db_blocker.unblock), django_db_blocker.block():
            yield
        connections.close_all()


@pytest.fixture(scope="session")
def databases(request) -> Databases:
    return request.config.pluginmanager.getplugin("databases")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Nothing: each xdist worker has its own data folder already (surroundings.py), or names of its own."""


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    """Files of one test are not another's, nor is the language that a request spoke."""
    translation.deactivate()
    for name, value in settings_in(tmp_path).items():
        setattr(settings, name, value)


@pytest.fixture(autouse=True)
def own_parts(monkeypatch) -> None:
    """What a process keeps of its pages is made from rows, and each test has rows of its own."""
    monkeypatch.setattr(shared, "parts", shared.SharedParts())


@pytest.fixture
def roots(db) -> None:
    """What migrations made and a transactional test's flush removed: first locale, root page and collection."""
    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code="en"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@pytest.fixture
def cast(db, databases, settings) -> Cast:
    """The small newsroom of freesheet.demo.cast, eight stories published: it is there already."""
    return databases.cast(settings.PRESS_ROOT)
