"""The pictures in a body, and what keeps one of them from being published."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from freesheet.public.pictures.models import Picture
from freesheet.public.stories.body.answers import Answer, Place, pictures

Tree = dict[str | int, Any]
"""Names and numbers of parts, down to an error each."""


def pictures_in(body: StreamValue) -> list[tuple[Answer[int], Picture]]:
    """Where a picture is asked for, and the picture; one that was deleted since is left out. One query."""
    answers = list(pictures(body))
    there = Picture.objects.in_bulk({answer.value for answer in answers}) if answers else {}
    return [(answer, there[answer.value]) for answer in answers if answer.value in there]


def picture_errors(body: StreamValue) -> Iterator[tuple[int, ValidationError]]:
    """For each block whose pictures cannot be published: its number, and the error to be shown at each picture.

    A picture that is not chosen, or was deleted since, is the block's own to ask for.
    """
    wrong: dict[int, Tree] = {}
    for answer, picture in pictures_in(body):
        if problems := picture.problems():
            _hang(wrong.setdefault(answer.number, {}), answer.place, ValidationError(problems))
    yield from ((number, _as_error(tree)) for number, tree in wrong.items())


def _hang(tree: Tree, place: Place, error: ValidationError) -> None:
    for part in place[:-1]:
        tree = tree.setdefault(part, {})
    tree[place[-1]] = error


def _as_error(tree: Any) -> ValidationError:
    """As Wagtail's forms tell errors: by name within a structure, by number within a list."""
    if not isinstance(tree, Mapping):
        return tree
    errors = {part: _as_error(inner) for part, inner in tree.items()}
    if all(isinstance(part, int) for part in errors):
        return ListBlockValidationError(errors)
    return StructBlockValidationError(block_errors=errors)
