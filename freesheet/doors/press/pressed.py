"""Models whose rows are shown on pressed pages: saving or deleting one orders the pages that show it.

Owns    Pressed, the abstract base of every such model; press_changes, which follows each save
Rule    the order is committed in the same transaction as the row (docs/house.md, 4)
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models, transaction

from freesheet.doors.press import actions
from freesheet.doors.press.owners import OwnerKind


def press_changes(thing: "Pressed", lists_before: set[str]) -> None:
    """Order what shows a thing, also each list that it has entered or left, and place its pages where they are now."""
    actions.order({thing.key} | (lists_before ^ thing.lists()))
    actions.place(thing.places())


class Pressed(models.Model):
    """A thing with a key, perhaps paths of its own, and perhaps lists it belongs to.

    Put it before Page or Model in the bases. A room says of which kind it is, and overrides the three questions below;
    where more follows a save than press_changes, it says so in its apps.ready (follow_with).
    """

    owner_kind: ClassVar[OwnerKind]
    _follow: ClassVar[Callable[[Any, set[str]], None]] = staticmethod(press_changes)

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.shows_on_pages(kwargs.get("update_fields")):
            super().save(*args, **kwargs)
            return
        before = self._lists_before()
        super().save(*args, **kwargs)
        stored = type(self)._default_manager.get(pk=self.pk)
        type(self)._follow(stored, before)

    @classmethod
    def follow_with(cls, act: Callable[[Any, set[str]], None]) -> None:
        """Have act(thing as stored, its lists before) follow each save that readers may see, in its transaction."""
        cls._follow = staticmethod(act)

    @property
    def key(self) -> str:
        """This thing's name among keys and owners; needs a saved row."""
        return self.owner_kind.of(self.pk)

    def places(self) -> dict[str, str | None]:
        """Where this thing lives now: owner → path, or None where it has no public page any more."""
        return {}

    def lists(self) -> set[str]:
        """Keys of the lists that show this thing, read from committed rows and relations."""
        return set()

    def shows_on_pages(self, update_fields: list[str] | None) -> bool:
        """Whether a save of these fields (None: all) can change what readers see."""
        return True

    def _lists_before(self) -> set[str]:
        stored = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        return stored.lists() if stored else set()
