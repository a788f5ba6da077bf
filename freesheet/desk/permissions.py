"""What one member of staff may do, asked once for the desk's home.

Rule    Wagtail's permission policies and the stories' queryset decide; they keep what they read with the user
"""

from dataclasses import dataclass
from typing import Any

from wagtail.permissions import policy_registry

from freesheet.public.masthead.charge import sections_of
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story
from freesheet.staff.models import User

MAY_SEE_LETTERS = "mailroom.change_letter"


@dataclass(frozen=True)
class Permissions:
    """
    write       begin a story, and edit one's own
    edit        change other people's stories, all or those of one's sections
    publish     let stories out
    arrange     change front pages
    post        post briefs
    feed        change, pin and withdraw briefs
    pictures    mend what is said of all pictures, not only of one's own
    press       see what fails, and try it again
    letters     see which mails did not leave, and to whom
    """

    user: User
    write: bool
    edit: bool
    publish: bool
    arrange: bool
    post: bool
    feed: bool
    pictures: bool
    press: bool
    letters: bool

    @classmethod
    def of(cls, user: User) -> "Permissions":
        stories: Any = policy_registry.get_by_type(Story)
        granted = stories.get_cached_permissions_for_user(user)
        library = policy_registry.get_by_type(Picture).get_cached_permissions_for_user(user)
        pages = {one.permission.codename for one in granted}
        briefs: Any = policy_registry.get_by_type(Brief)
        everything = user.is_superuser
        return cls(
            user=user,
            write=everything or "add_page" in pages,
            edit=everything or "change_page" in pages or bool(sections_of(user)),
            publish=everything or "publish_page" in pages or bool(sections_of(user)),
            arrange=everything or "publish_page" in pages,
            post=briefs.user_has_permission(user, "add"),
            feed=user.has_perm("newsfeed.change_brief"),
            pictures=everything or any(one.permission.codename == "change_image" for one in library),
            press=user.has_perm("press.change_sheet"),
            letters=user.has_perm(MAY_SEE_LETTERS),
        )
