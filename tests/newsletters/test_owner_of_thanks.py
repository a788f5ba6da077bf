"""Sheets keep their page when its owner gets another name."""

from importlib import import_module

import pytest
from django.apps import apps

from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.private.newsletters.keys import THANKS_PAGE

pytestmark = pytest.mark.django_db


def test_the_thanks_pages_of_an_install_before_keep_their_sheets():
    migration = import_module("freesheet.private.newsletters.migrations.0011_owner_of_thanks")
    sheet = Sheet.objects.create(path="/newsletters/signed-up/", owner=f"{migration.BEFORE}:en")
    SheetKey.objects.create(sheet=sheet, key=f"{migration.BEFORE}:en")

    migration.rename(apps, migration.BEFORE, migration.AFTER)
    sheet.refresh_from_db()
    assert sheet.owner == sheet.keys.get().key == THANKS_PAGE.of("en")
