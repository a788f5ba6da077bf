"""How long a body is."""

from typing import Any

from freesheet.kit.words import text


def words_in(body: Any) -> int:
    """How many words of a body there are to be read."""
    return sum(map(text.words, body.stream_block.get_searchable_content(body)))
