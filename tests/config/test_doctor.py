"""The doctor finds what is wrong and says how to mend it."""

import io

import pytest
from django.core.management import call_command

from freesheet.config import checks
from freesheet.config.doctor import examine
from freesheet.doors.press.models import Sheet
from freesheet.work import actions, loop

pytestmark = pytest.mark.django_db(transaction=True)


def ill() -> list[str]:
    return [finding.words for finding in examine() if not finding.well]


def test_a_fresh_install_is_told_what_it_lacks(cast):
    words = " ".join(ill())
    assert "static files are not collected" in words
    assert "Nobody works here yet" in words


def test_a_failing_page_is_named_with_its_reason(cast):
    loop.drain()
    Sheet.objects.filter(path="/").update(due_at="2026-01-01T00:00Z")
    (sheet,) = actions.claim(Sheet.objects.all(), limit=1, lease_seconds=1)
    actions.failed(sheet, "TemplateSyntaxError: line 3")
    assert any("stale sheets" in words and "line 3" in words for words in ill())


def test_the_command_ends_with_one_when_anything_is_wrong(cast):
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 1
    assert "WRONG" in out.getvalue()


def test_settings_that_cannot_work_are_refused_with_a_hint(settings, tmp_path):
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    settings.DATA = tmp_path
    assert "chmod 600" in checks.secret_key_is_private()[0].hint
    settings.DEMO, settings.SITE_URL = True, "http://paper.example.org"
    assert checks.demo_is_not_public()[0].id == "freesheet.E003"
