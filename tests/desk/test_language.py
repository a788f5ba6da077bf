"""The desk in Ukrainian: what is ours speaks it, names of roles and of what fails included."""

import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from freesheet.staff import actions
from freesheet.staff.role_names import ROLE_NAMES, role_name
from freesheet.work.kinds import registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk, root):
    UserProfile.objects.update_or_create(user=root, defaults={"preferred_language": "uk"})
    return desk


@pytest.mark.parametrize("name", ROLE_NAMES)
def test_each_role_has_its_name(name):
    with translation.override("uk"):
        assert role_name(name) != name
        assert role_name("Our own") == "Our own"


def test_every_kind_of_work_that_can_fail_has_a_name():
    kinds = [kind for kind in registered() if kind.name != "stale sheets"]
    english = {kind.name: str(kind.label) for kind in kinds}
    assert all(english.values())
    with translation.override("uk"):
        assert not [kind.name for kind in kinds if str(kind.label) == english[kind.name]]


def test_invitations_and_people_speak_of_roles_in_ukrainian(desk, root):
    actions.invite(email="new@example.org", role="Photo editor", by=root)
    assert "<td>Фоторедактор</td>" in desk.get("/desk/invitations/").content.decode()
    assert "Редактор розділу" in desk.get(f"/desk/users/edit/{root.pk}/").content.decode()


def test_bulk_pages_speak_it(desk, newsroom):
    page = desk.get(f"/desk/bulk/stories/story/set_section/?id={newsroom.stories[0].pk}").content.decode()
    assert "Подивитися, що зміниться" in page
    assert "See what will change" not in page
