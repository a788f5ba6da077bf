"""What one member of staff may do, asked once for the desk's home.

Called by   home.py, overview.py
Calls       Wagtail's permission policies, which keep what they read with the user
"""

from dataclasses import dataclass
from typing import Any

from wagtail.permissions import policy_registry

from freesheet.masthead.charge import sections_of
from freesheet.pictures.models import Picture
from freesheet.staff.models import User
from freesheet.stories.models import Story, StoryQuerySet


@dataclass(frozen=True)
class Rights:
    """
    write       begin a story, and edit one's own
    edit        change other people's stories
    publish     let stories out
    post        post briefs
    feed        change, pin and withdraw briefs
    pictures    mend what is said of all pictures, not only of one's own
    press       see what fails, and try it again
    """

    user: User
    write: bool
    edit: bool
    publish: bool
    post: bool
    feed: bool
    pictures: bool
    press: bool

    @classmethod
    def of(cls, user: User) -> "Rights":
        stories: Any = policy_registry.get_by_type(Story)
        granted = stories.get_cached_permissions_for_user(user)
        library = policy_registry.get_by_type(Picture).get_cached_permissions_for_user(user)
        pages = {one.permission.codename for one in granted}
        everything = user.is_superuser
        return cls(
            user=user,
            write=everything or "add_page" in pages,
            edit=everything or "change_page" in pages or bool(sections_of(user)),
            publish=everything or "publish_page" in pages or bool(sections_of(user)),
            post=user.has_perm("newsfeed.add_brief"),
            feed=user.has_perm("newsfeed.change_brief"),
            pictures=everything or any(one.permission.codename == "change_image" for one in library),
            press=user.has_perm("press.change_sheet"),
        )

    def editable(self, among: list[int]) -> StoryQuerySet:
        """Of these stories, those that this member may change; asked of a few, never of the whole archive."""
        stories: StoryQuerySet = Story.objects.filter(pk__in=among)
        if self.user.is_superuser:
            return stories
        policy: Any = policy_registry.get_by_type(Story)
        theirs = policy.instances_user_has_permission_for(self.user, "change").filter(pk__in=among)
        return stories.filter(pk__in=list(theirs.values_list("pk", flat=True)))
