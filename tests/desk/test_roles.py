"""What each role may do, and that laying roles out twice changes nothing."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu
from wagtail.models import GroupPagePermission, Page, Workflow

from freesheet.desk import roles
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.models import Author, Imprint, Section, SectionEditor
from freesheet.public.stories.models import Archive, Story
from freesheet.staff.models import User
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db

MAY = {
    # role            add a story, edit another's, publish, edit the front page
    "Writer": (True, False, False, False),
    "Editor": (True, True, True, True),
    "Photo editor": (True, True, False, False),
    "Section editor": (True, False, False, False),
    "Membership": (False, False, False, False),
    "Technician": (False, False, False, False),
}
OPENS = {
    "/desk/": set(MAY),
    "/desk/stories/": {"Writer", "Editor", "Photo editor", "Section editor"},
    "/desk/images/": {"Writer", "Editor", "Photo editor", "Section editor"},
    "/desk/snippets/masthead/author/": {"Editor"},
    "/desk/snippets/masthead/imprint/": {"Editor", "Technician"},
    "/desk/users/": {"Technician"},
    "/desk/invitations/": {"Technician"},
    "/desk/users/new/": {"Technician"},
    "/desk/locales/": {"Technician"},
    "/desk/groups/": set(),
    "/desk/sites/": set(),
    "/desk/workflows/list/": set(),
}


@pytest.mark.parametrize("role", MAY)
def test_stories_and_fronts(newsroom, member, role):
    user = member(role)
    archive = Archive.objects.get(locale__language_code="en")
    story, front = Story.objects.first(), FrontPage.objects.get(locale__language_code="en")
    assert story.owner != user
    assert (
        archive.permissions_for_user(user).can_add_subpage(),
        story.permissions_for_user(user).can_edit(),
        story.permissions_for_user(user).can_publish(),
        front.permissions_for_user(user).can_edit(),
    ) == MAY[role]


def test_a_writer_edits_their_own_draft_and_submits_it(newsroom, member):
    writer = member("Writer")
    archive = Archive.objects.get(locale__language_code="en")
    draft = archive.add_child(instance=Story(title="Mine", slug="mine", live=False, owner=writer))
    rights = draft.permissions_for_user(writer)
    assert rights.can_edit()
    assert not rights.can_publish()
    assert rights.can_submit_for_moderation()
    assert draft.get_workflow().name == roles.WORKFLOW


def test_an_editors_approval_publishes(newsroom, member):
    writer, editor = member("Writer"), member("Editor")
    archive = Archive.objects.get(locale__language_code="en")
    section = Section.objects.filter(locale=archive.locale).first()
    draft = archive.add_child(instance=Story(title="Mine", slug="mine", live=False, owner=writer, section=section))
    draft.save_revision(user=writer)
    state = draft.get_workflow().start(draft, writer)
    task = state.current_task_state.task.specific
    assert task.get_actions(draft, writer) == []
    assert "approve" in [name for name, *_ in task.get_actions(draft, editor)]
    state.current_task_state.approve(user=editor)
    draft.refresh_from_db()
    assert draft.live


@pytest.mark.parametrize("role", MAY)
def test_addresses(newsroom, member, client, role):
    enter(client, member(role))
    for address, who in OPENS.items():
        status = client.get(address).status_code
        assert (status == 200) == (role in who), f"{address} answers {status}"


def test_laying_out_twice_changes_nothing(newsroom):
    def counts() -> list[int]:
        return [model.objects.count() for model in (Group, GroupPagePermission, Workflow)]

    before = counts()
    roles.lay_out()
    assert counts() == before
    assert set(Group.objects.values_list("name", flat=True)) == set(MAY)


def test_nobody_may_add_a_second_front_page(newsroom, member):
    root = Page.objects.get(depth=1)
    assert not root.permissions_for_user(member("Editor")).can_add_subpage()


def test_a_technician_makes_no_administrator(newsroom, member, client):
    technician, writer = member("Technician"), member("Writer")
    root = User.objects.create_superuser("root@example.org")
    enter(client, technician)
    form = {"email": writer.email, "first_name": "W", "last_name": "W", "is_active": "on"}
    assert client.post(f"/desk/users/edit/{writer.pk}/", {**form, "is_superuser": "on"})["Location"] == "/desk/"
    assert client.get(f"/desk/users/edit/{root.pk}/")["Location"] == "/desk/"
    bulk = f"/desk/bulk/staff/user/set_active_state/?id={root.pk}"
    client.post(bulk, {"mark_as_active": ""})
    assert client.get(f"/desk/users/second-factor/{root.pk}/")["Location"] == "/desk/"
    writer.refresh_from_db()
    root.refresh_from_db()
    assert not writer.is_superuser
    assert root.is_active


def test_a_technician_disables_a_member_and_their_sessions_end(newsroom, member, client):
    technician, writer = member("Technician"), member("Writer")
    theirs = type(client)()
    enter(theirs, writer)
    assert theirs.get("/desk/").status_code == 200
    enter(client, technician)
    form = {"email": writer.email, "first_name": "W", "last_name": "W", "groups": [writer.groups.get().pk]}
    assert client.post(f"/desk/users/edit/{writer.pk}/", form).status_code == 302
    assert theirs.get("/desk/").status_code == 302


def test_the_masthead_is_kept_by_editors(newsroom, member):
    editor, technician = member("Editor"), member("Technician")
    for model in (Author, Section, Imprint):
        name = f"masthead.change_{model._meta.model_name}"
        assert editor.has_perm(name)
        assert technician.has_perm(name) == (model is Imprint)


def labels(menu, user) -> set[str]:
    request = RequestFactory().get("/desk/")
    request.user = user
    return {str(item.label) for item in menu.menu_items_for_request(request)}


MENUS = {
    "Writer": {"Stories", "Images"},
    "Editor": {"Stories", "News Feed", "Newsletters", "Masthead", "Images", "Documents"},
    "Photo editor": {"Stories", "Images", "Documents"},
    "Section editor": {"Stories", "News Feed", "Images", "Documents"},
    "Membership": {"Newsletters", "Readers"},
    "Technician": {"Masthead", "Settings", "Readers"},
}


@pytest.mark.parametrize("role", MENUS)
def test_the_menu_leads_nobody_to_what_is_not_theirs(newsroom, member, role):
    user = member(role)
    if role == "Section editor":
        SectionEditor.objects.create(user=user, section=newsroom.town)
        user = User.objects.get(pk=user.pk)
    assert labels(admin_menu, user) - {"Pages", "Reports", "Help"} == MENUS[role]
    assert "Page types usage" not in labels(reports_menu, user)


def test_every_entry_of_the_menu_opens(client, newsroom, member):
    for role in MENUS:
        user = member(role)
        enter(client, user)
        request = RequestFactory().get("/desk/")
        request.user = User.objects.get(pk=user.pk)
        for menu in (admin_menu, reports_menu, settings_menu):
            for item in menu.menu_items_for_request(request):
                if item.url and item.url != "#":
                    assert client.get(item.url, follow=True).redirect_chain == [], f"{role}: {item.label}"


def test_a_section_editor_s_home_offers_what_is_theirs(client, newsroom, member):
    tess = member("Section editor")
    SectionEditor.objects.create(user=tess, section=newsroom.town)
    enter(client, tess)
    page = client.get("/desk/").content.decode()
    assert "Post a brief" in page
    assert "Arrange" not in page
    harbour = next(story for story in newsroom.stories if story.section == newsroom.harbour)
    assert f'href="/desk/pages/{harbour.pk}/edit/"' not in page


def test_a_photo_editor_has_no_panel_of_decisions(client, newsroom, member):
    enter(client, member("Photo editor"))
    assert "Waits for your decision" not in client.get("/desk/").content.decode()
