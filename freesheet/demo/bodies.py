"""From a story's TOML blocks to the raw data of its body."""

from collections.abc import Callable
from typing import Any

from freesheet.demo.reading import paragraphs
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story

Block = dict[str, Any]


class Bodies:
    """Turns blocks into StreamField data; pictures and related stories are looked up by name."""

    def __init__(self, *, picture: Callable[[str], Picture], story: Callable[[str], Story | None]) -> None:
        self._find_picture = picture
        self._find_story = story

    def raw(self, blocks: list[Block]) -> list[Block]:
        """The body's raw data; a related story that is not there yet is left out."""
        made = [{"type": block["type"], "value": getattr(self, f"_{block['type']}")(block)} for block in blocks]
        return [block for block in made if block["value"] is not None]

    def _paragraph(self, block: Block) -> str:
        return paragraphs(block["text"])

    def _heading(self, block: Block) -> str:
        return str(block["text"])

    def _quote(self, block: Block) -> Block:
        return {"text": block["text"], "attribution": block.get("attribution", "")}

    _pull_quote = _quote

    def _list(self, block: Block) -> Block:
        items = [paragraphs(item) for item in block["items"]]
        return {"ordered": block.get("ordered", False), "items": items}

    def _picture(self, block: Block) -> Block:
        picture = self._find_picture(block["file"]).pk
        return {"picture": picture, "caption": block.get("caption", ""), "size": block.get("size", "text")}

    def _gallery(self, block: Block) -> Block:
        pictures = [self._find_picture(file).pk for file in block["files"]]
        return {"pictures": pictures, "caption": block.get("caption", "")}

    def _info_box(self, block: Block) -> Block:
        return {"heading": block["heading"], "text": paragraphs(block["text"])}

    def _related(self, block: Block) -> Block | None:
        story = self._find_story(block["slug"])
        return {"story": story.pk} if story else None

    def _button(self, block: Block) -> Block:
        return {"text": block["text"], "url": block["url"]}

    def _embed(self, block: Block) -> Block:
        return {"url": block["url"], "title": block["title"], "caption": block.get("caption", "")}

    def _table(self, block: Block) -> Block:
        numeric = set(block.get("numeric_columns", []))
        columns = [
            {"type": "number" if number in numeric else "text", "heading": heading}
            for number, heading in enumerate(block["head"])
        ]
        rows = [{"values": [str(cell) for cell in row]} for row in block["rows"]]
        table = {"columns": columns, "rows": rows, "caption": ""}
        return {"caption": block["caption"], "table": table, "source": block.get("source", "")}
