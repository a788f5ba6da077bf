"""Which stories a list at the desk shows to whom: what rights.Newsroom says, asked so that it stays fast.

Called by   choosing.py, the desk's list of stories
Rule        asked of the few archives and not of each story: published, or theirs to edit
"""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from freesheet.masthead.charge import sections_of
from freesheet.stories.models import Archive, Story


def shown_to(user: Any) -> QuerySet[Story]:
    """Stories in the archives that one may look into, without others' drafts where one does not edit the archive."""
    policy = policy_registry.get_by_type(Story)
    archives = Archive.objects.all()
    open_to = _paths(policy.explorable_instances(user))
    stories: QuerySet[Story] = Story.objects.all()
    if len(open_to) < archives.count():
        stories = stories.filter(_below(open_to))
    edited = open_to if user.is_superuser else _paths(policy.instances_user_has_permission_for(user, "change"))
    if len(edited) == archives.count():
        return stories
    shown = Q(live=True) | Q(owner=user) | Q(section__in=sections_of(user))
    return stories.filter(shown | _below(edited))


def _paths(pages: QuerySet[Any]) -> list[str]:
    """Where in the tree the archives among these pages stand."""
    return list(pages.filter(pk__in=Archive.objects.values("pk")).values_list("path", flat=True))


def _below(paths: list[str]) -> Q:
    return reduce(or_, [Q(path__startswith=path) for path in paths], Q(pk__in=[]))
