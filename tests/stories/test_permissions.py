"""Which stories somebody may know of and edit: lists, forms and addresses at the desk all follow the queryset."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission
from wagtail.permissions import policy_registry

from freesheet.desk import roles
from freesheet.public.masthead.models import SectionEditor
from freesheet.public.stories.models import Archive, Story
from freesheet.staff.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(cast) -> User:
    roles.lay_out()
    return User.objects.create_user("colleague@example.org")


@pytest.fixture
def editor_of_english(cast) -> User:
    """Edits one of two archives, and writes in both."""
    roles.lay_out()
    group = Group.objects.create(name="English desk")
    edits = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=archive("en"), permission=edits)
    user = User.objects.create_user("editor@example.org")
    user.groups.set([group, Group.objects.get(name="Writer")])
    return User.objects.get(pk=user.pk)


def archive(language: str) -> Archive:
    return Archive.objects.get(locale__language_code=language)


def draft(language: str, owner: User, title: str) -> Story:
    return archive(language).add_child(instance=Story(title=title, slug=title.lower(), live=False, owner=owner))


def titles(user: User) -> set[str]:
    return {story.title for story in Story.objects.visible_to(user).filter(live=False)}


def test_who_edits_one_archive_sees_colleagues_drafts_there_and_not_in_the_other(colleague, editor_of_english):
    draft("en", colleague, "Theirs")
    draft("uk", colleague, "Elsewhere")
    draft("uk", editor_of_english, "Own")

    assert titles(editor_of_english) == {"Theirs", "Own"}
    assert (
        Story.objects.visible_to(editor_of_english).filter(live=True).count() == Story.objects.filter(live=True).count()
    )


def test_who_edits_every_archive_sees_all_and_a_writer_their_own(colleague, cast):
    editor, writer = (User.objects.create_user(f"{name}@example.org") for name in ("editor", "writer"))
    editor.groups.add(Group.objects.get(name="Editor"))
    writer.groups.add(Group.objects.get(name="Writer"))
    for language in ("en", "uk"):
        draft(language, colleague, f"Theirs-{language}")
    draft("en", writer, "Own")

    assert titles(editor) == {"Theirs-en", "Theirs-uk", "Own"}
    assert titles(writer) == {"Own"}


def test_who_has_no_role_sees_none(colleague, cast):
    assert not Story.objects.visible_to(colleague).exists()


@pytest.mark.parametrize("role", ["Writer", "Editor", "Section editor", "Photo editor", "Technician", None])
def test_many_at_once_and_one_by_one_say_the_same(colleague, cast, role):
    user = User.objects.create_user("one@example.org")
    user.groups.set(Group.objects.filter(name=role))
    if role == "Section editor":
        SectionEditor.objects.create(section=cast.town, user=user)
    draft("en", colleague, "Theirs")
    draft("en", user, "Own")
    user = User.objects.get(pk=user.pk)

    editable = {story.pk for story in Story.objects.all() if story.permissions_for_user(user).can_edit()}
    assert set(Story.objects.editable_by(user).values_list("pk", flat=True)) == editable
    policy = policy_registry.get_by_type(Story)
    explorable = set(policy.explorable_instances(user).values_list("pk", flat=True))
    stories = set(Story.objects.values_list("pk", flat=True))
    assert set(Story.objects.visible_to(user).values_list("pk", flat=True)) == explorable & stories
