"""What an install needs is made once, and pages follow what they are made with."""

import pytest

import freesheet
from freesheet.config.preparation import prepare
from freesheet.press.models import Sheet


@pytest.fixture
def prepared(cast, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    prepare()
    Sheet.objects.update(due_at=None)


def test_preparing_again_makes_no_page_stale(prepared):
    prepare()
    assert not Sheet.objects.filter(due_at__isnull=False).exists()


def test_a_new_version_makes_every_page_stale(prepared, monkeypatch):
    monkeypatch.setattr(freesheet, "__version__", "9.9")
    prepare()
    assert Sheet.objects.filter(status=200).exists()
    assert not Sheet.objects.filter(status=200, due_at=None).exists()
