"""A field of blocks that migrations know as what it is in the database: JSON.

Rule    which blocks there are is no matter of tables: a new one, also one that another room brings, needs no migration
"""

from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Wagtail's StreamField. A migration that reads a row finds the blocks as they are stored, a list of dicts."""

    def __init__(self, block_types: Any = (), **options: Any) -> None:
        super().__init__(block_types, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, options = super().deconstruct()
        del options["block_lookup"]
        return name, "django.db.models.JSONField", [], options

    if TYPE_CHECKING:

        def __get__(self, row: Any, owner: Any) -> Any: ...

        def __set__(self, row: Any, value: Any) -> None: ...
