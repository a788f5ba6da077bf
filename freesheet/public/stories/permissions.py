"""Who may see and edit a story: what their role allows in its archive, and more where its section is theirs.

Owns    the rule, for one story (StoryPermissions) and for many (visible, editable); PagePolicy, which desk registers
Rule    sections only ever add: wherever Wagtail does not ask us, a section editor may less, never more
Rule    a draft that changes section counts as both: a story is not pulled out of a section by its draft
"""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from freesheet.public.masthead.charge import EDITS_SECTIONS, sections_of

if TYPE_CHECKING:
    from freesheet.public.stories.models import Archive, StoryQuerySet

IN_CHARGE = frozenset({"change", "publish", "lock", "unlock"})


def in_charge(user: Any, story: Any) -> bool:
    """Whether the story, as it is filed and as its draft has it, is in sections of this person's."""
    mine = sections_of(user)
    story = story.specific_deferred if mine else story
    return hasattr(story, "filed_section_id") and {story.section_id, story.filed_section_id} <= mine


def publishes_all(user: Any, page: Any) -> bool:
    """Whether the person may publish there by their role, whatever the section; page may be a story or its archive."""
    return bool(user.is_superuser) or "publish" in PagePermissionTester(user, page).permissions


class StoryPermissions(PagePermissionTester):
    """Wagtail's answers, with those of an editor where the section is in one's charge."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and in_charge(user, page):
            self.permissions |= IN_CHARGE

    def can_move(self) -> bool:
        """A story stays in its edition's archive; its section is a field of it."""
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """As Wagtail decides, without its queries: nothing hangs below a story."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        is_own = "add" in self.permissions and self.page.owner_id == self.user.pk
        return ("change" in self.permissions or is_own) and ("publish" in self.permissions or not self.page.live)


class PagePolicy(PagePermissionPolicy):
    """Wagtail's policy for pages: also who is in charge by section, and drafts are seen by those who may edit them."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        pages: QuerySet[Any] = super().instances_user_has_any_permission_for(user, actions)
        if IN_CHARGE & set(actions) and (mine := _sections(user)):
            pages |= self.model._default_manager.filter(story__section_id__in=mine)
        return pages

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether there is any page they have one of these rights on."""
        return bool(super().user_has_any_permission(user, actions)) or bool(
            IN_CHARGE & set(actions) and _sections(user)
        )

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Page) -> bool:
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        return bool(user.is_active and IN_CHARGE & set(actions)) and in_charge(user, instance)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        people: QuerySet[Any] = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        section = getattr(instance.specific_deferred, "section_id", None)
        if section is None or not IN_CHARGE & set(actions):
            return people
        named = Q(sections_edited__section_id=section, is_active=True)
        app, codename = EDITS_SECTIONS.split(".")
        rights = Q(groups__permissions__content_type__app_label=app, groups__permissions__codename=codename)
        return (people | get_user_model()._default_manager.filter(named & rights).distinct()).distinct()

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """What lists and choosers show: published pages, and the drafts this person may edit."""
        pages: QuerySet[Any] = super().explorable_instances(user)
        if user.is_superuser or not user.is_active:
            return pages
        editable = self.instances_user_has_any_permission_for(user, {"change"})
        return pages.filter(Q(depth=1) | _visible(opened=ALL, editable=Q(pk__in=editable.values("pk"))))


def _sections(user: Any) -> frozenset[int]:
    return sections_of(user) if user.is_active else frozenset()


def pages_editable_by(user: Any, among: Iterable[int]) -> set[int]:
    """Those of these pages, whatever they are, whose forms the user may save."""
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return set(editable.filter(pk__in=set(among)).values_list("pk", flat=True))


ALL = Q()
_ATTRIBUTE = "_archives_open_to_them"


def _visible(*, opened: Q, editable: Q) -> Q:
    """The rule of seeing: what is published where somebody may look around, and what is theirs to edit."""
    return Q(live=True) & opened | editable


def editable(stories: "StoryQuerySet", *, archives: "QuerySet[Archive]", user: Any) -> "StoryQuerySet":
    """Those of these stories whose forms the user may save; asked of the few archives, not of each story."""
    return stories.filter(_allowed(archives, user).editable)


def visible(stories: "StoryQuerySet", *, archives: "QuerySet[Archive]", user: Any) -> "StoryQuerySet":
    """Those that the user may know of: published in the archives that are open to them, and theirs to edit."""
    allowed = _allowed(archives, user)
    return stories.filter(allowed.visible)


def _allowed(archives: "QuerySet[Archive]", user: Any) -> "_Allowed":
    """Asked of the database once a request."""
    if not hasattr(user, _ATTRIBUTE):
        setattr(user, _ATTRIBUTE, _Allowed(archives, user))
    known: _Allowed = getattr(user, _ATTRIBUTE)
    return known


class _Allowed:
    """Of which stories somebody may know, and which they may edit, by where in the tree they stand."""

    def __init__(self, archives: "QuerySet[Archive]", user: Any) -> None:
        self._paths = frozenset(archives.values_list("path", flat=True))
        self._policy = policy_registry.get_by_type(archives.model)
        self._user = user

    @cached_property
    def visible(self) -> Q:
        return ALL if self.editable == ALL else _visible(opened=self.opened, editable=self.editable)

    @cached_property
    def opened(self) -> Q:
        return self._among(self._policy.explorable_instances(self._user))

    @cached_property
    def editable(self) -> Q:
        if self._user.is_superuser:
            return ALL
        changed = self._among(self._policy.instances_user_has_permission_for(self._user, "change"))
        if changed == ALL:
            return ALL
        added = self._among(self._policy.instances_user_has_permission_for(self._user, "add"))
        return changed | Q(owner=self._user) & added | Q(section__in=_sections(self._user))

    def _among(self, pages: QuerySet[Any]) -> Q:
        """What stands below those that are among these pages; ALL, which costs nothing, where all of them are."""
        paths = list(pages.filter(path__in=self._paths).values_list("path", flat=True))
        if len(paths) == len(self._paths):
            return ALL
        return reduce(or_, [Q(path__startswith=path) for path in paths], Q(pk__in=[]))
