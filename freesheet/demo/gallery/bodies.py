"""Every block of a body in its states.

Rule    STATES has each block of stories.body.blocks.Body; a test holds it to that
"""

from collections.abc import Callable
from typing import Any

from freesheet.demo.gallery import scenery, words
from freesheet.demo.gallery.words import Words
from freesheet.public.stories.models import Poster

Block = tuple[str, Any]
_WITH_POSTER, _VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://vimeo.com/76979871"
_ELSEWHERE = "https://example.org/video/7"


def _quotes(said: Words, language: str) -> list[Any]:
    return [
        {"text": said.quote, "attribution": said.speaker},
        {"text": said.short, "attribution": ""},
        {"text": said.unbroken, "attribution": said.unbroken},
    ]


def _pictures(said: Words, language: str) -> list[Any]:
    one, two = scenery.pictures(2)
    return [
        {"picture": one, "caption": said.caption, "size": "text"},
        {"picture": two, "caption": "", "size": "wide"},
        {"picture": scenery.synthetic(), "caption": said.standfirst, "size": "text"},
        {"picture": scenery.to_come(), "caption": said.caption, "size": "text"},
    ]


def _galleries(said: Words, language: str) -> list[Any]:
    found = scenery.pictures(5)
    return [
        {"pictures": found[:2], "caption": ""},
        {"pictures": found[:3], "caption": said.caption},
        {"pictures": found, "caption": said.standfirst},
    ]


def _tables(said: Words, language: str) -> list[Any]:
    columns = [{"type": "number" if number else "text", "heading": head} for number, head in enumerate(said.columns)]
    rows = [{"values": list(row)} for row in said.rows]
    wide = [*columns, *({**column, "heading": f"{column['heading']} {said.short}"} for column in columns[1:] * 2)]
    more = [{"values": [*row["values"], *row["values"][1:] * 2]} for row in rows]
    return [
        {"caption": said.heading, "table": {"columns": columns, "rows": rows, "caption": ""}, "source": said.speaker},
        {"caption": said.long, "table": {"columns": wide, "rows": more, "caption": ""}, "source": ""},
    ]


def _related(said: Words, language: str) -> list[Any]:
    return [{"story": story} for story in scenery.in_states(language, 5)]


_NESTED = "<p>{0}</p><ul><li>{1}<ol><li>{2}</li><li>{0}</li></ol></li><li>{2}</li></ul>"
STATES: dict[str, Callable[[Words, str], list[Any]]] = {
    "paragraph": lambda said, language: [said.paragraph, f"<p>{said.unbroken}.</p>", said.paragraph],
    "heading": lambda said, language: [said.heading, said.long, said.unbroken],
    "picture": _pictures,
    "quote": _quotes,
    "pull_quote": _quotes,
    "list": lambda said, language: [
        {"ordered": ordered, "items": items}
        for ordered, items in (
            (False, list(said.items)),
            (True, list(said.items) * 4),
            (False, [said.unbroken]),
            (False, [_NESTED.format(*said.items), said.items[0]]),
        )
    ],
    "info_box": lambda said, language: [
        {"heading": said.heading, "text": said.box},
        {"heading": said.unbroken, "text": said.paragraph},
    ],
    "related": _related,
    "gallery": _galleries,
    "table": _tables,
    "embed": lambda said, language: [
        {"url": _WITH_POSTER, "title": said.heading, "caption": said.caption},
        {"url": _VIDEO, "title": said.unbroken, "caption": ""},
        {"url": _ELSEWHERE, "title": said.long, "caption": ""},
    ],
    "button": lambda said, language: [
        {"text": said.button, "url": "/"},
        {"text": said.unbroken[:60], "url": "https://example.org/"},
    ],
}


def posters() -> dict[str, Poster]:
    """The picture over one of the embeds, as if it had been fetched."""
    file = scenery.pictures(1)[0].best("card")
    return {_WITH_POSTER: Poster(url=_WITH_POSTER, path=file.path if file else "")}


def states_of(kind: str, language: str) -> list[Block]:
    """A block in each of its states, as a body has them."""
    return [(kind, value) for value in STATES[kind](words.of(language), language)]


def every_block(language: str) -> list[Block]:
    """A body as stories have them, with each kind of block in it."""
    said = words.of(language)
    order = (
        *("paragraph", "picture", "heading", "pull_quote", "paragraph", "quote", "list", "info_box", "related"),
        *("paragraph", "gallery", "table", "embed", "button"),
    )
    return [(kind, STATES[kind](said, language)[0]) for kind in order]
