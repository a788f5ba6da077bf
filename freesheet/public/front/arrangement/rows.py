"""A front page's rows, from what an editor wrote down to the ids of the stories that may stand in each.

Rule    each list is read once for all pages, however many rows; touches the lists that it reads
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from freesheet.doors.press.rendering.recording import holds_until, touch
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.keys import sections_key
from freesheet.public.masthead.models import Section, Topic
from freesheet.public.stories import keys
from freesheet.public.stories.models import Story, StoryQuerySet
from freesheet.public.stories.page.newest import newest

ROW_STORIES = 4
Newest = dict[int, list[int]]


@dataclass(frozen=True)
class RowHead:
    """What stands over a row, and how the row looks.

    kind    a block of blocks.Rows
    slot    the slot that fills it, for a row of another room
    """

    kind: str
    title: str = ""
    address: str | None = None
    css_class: str = ""
    layout: str = "cards"
    slot: str = ""

    @property
    def template(self) -> str:
        own = self.kind in ("opinion", "place")
        return f"front/rows/{self.kind if own else self.layout}.html"

    @property
    def mixed(self) -> bool:
        """Whether its stories are of several sections, so that each is named."""
        return self.kind != "section"


@dataclass(frozen=True)
class RowIds:
    """A row before its stories are read."""

    head: RowHead
    chosen: tuple[int, ...] = ()
    newest: tuple[int, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Source:
    """Where rows find stories: ids of the newest, of each section and of each topic."""

    newest: list[int]
    opinion: list[int]
    sections: Newest
    topics: Newest


Block = tuple[str, Any]


def rows_of(front: FrontPage, *, of_edition: list[int], above: int) -> list[RowIds]:
    """The rows in order.

    of_edition  ids of the edition's newest stories
    above       how many stories stand over the rows at most
    """
    language = front.locale.language_code
    picks = picks_of(front)
    blocks = _blocks(front, picked=bool(picks))
    counts = [value.get("count") or len(value.get("stories", ())) for _kind, value in blocks]
    need = above + sum(counts) + len(picks)
    source = Source(
        newest=of_edition,
        opinion=_opinion(language, need) if any(kind == "opinion" for kind, _value in blocks) else [],
        sections=_newest(front, "section", _things(blocks, "section"), keys.section_key),
        topics=_newest(front, "topics", _things(blocks, "topic"), keys.topic_key),
    )
    return [MAKERS[kind](value, source, picks) for kind, value in blocks]


def filling_of(front: FrontPage) -> StoryQuerySet:
    """The stories that places fill themselves with: none that was retracted, and opinion only where it has no row."""
    stories = Story.objects.readable(front.locale.language_code).filter(retracted_at=None)
    return stories.exclude(label=Story.Label.OPINION) if _has_opinion(front) else stories


def _has_opinion(front: FrontPage) -> bool:
    return any(block.block_type == "opinion" for block in front.below)


def picks_of(front: FrontPage) -> tuple[int, ...]:
    """Ids of the stories that editors recommend now, in order."""
    now = timezone.now()
    standing = [pick for pick in front.picks.all() if pick.until is None or pick.until > now]
    for pick in standing:
        holds_until(pick.until)
    return tuple(pick.story_id for pick in standing)


def _blocks(front: FrontPage, *, picked: bool) -> list[Block]:
    """The editor's rows that can be shown; without any, every section in the navigation's order, under the picks."""
    written = [(block.block_type, block.value) for block in front.below]
    blocks = [block for block in written if _stands(block)]
    if not written:
        language = front.locale.language_code
        touch(sections_key(language))
        sections = Section.objects.select_related("locale").filter(locale__language_code=language)
        blocks = [("section", {"section": section, "count": ROW_STORIES, "layout": "cards"}) for section in sections]
    if picked and all(kind != "picks" for kind, _value in blocks):
        blocks.insert(0, ("picks", {"count": ROW_STORIES}))
    return blocks


def _stands(block: Block) -> bool:
    """Whether what it is about is still there."""
    kind, value = block
    return kind not in ("section", "topic") or value[kind] is not None


def _things(blocks: Iterable[Block], kind: str) -> list[int]:
    return [value[kind].pk for found, value in blocks if found == kind]


def _opinion(language: str, need: int) -> list[int]:
    opinion = Story.objects.readable(language).filter(label=Story.Label.OPINION)
    return list(opinion.newest().values_list("pk", flat=True)[:need])


def _newest(front: FrontPage, relation: str, pks: list[int], list_key: Callable[[int], str]) -> Newest:
    """Ids of the newest stories of each of these sections or topics that places fill themselves with."""
    language, opinion = front.locale.language_code, not _has_opinion(front)
    lists = {pk: newest(language, list_key(pk), opinion=opinion, **{relation: pk}) for pk in pks}
    return {pk: [story for _at, story in dated] for pk, dated in lists.items()}


def _section(value: Any, source: Source, picks: tuple[int, ...]) -> RowIds:
    section = value["section"]
    touch(section.key, keys.section_key(section.pk))
    head = RowHead("section", section.name, section.address, section.css_class, value["layout"])
    return RowIds(head, newest=tuple(source.sections.get(section.pk, ())), count=value["count"])


def _topic(value: Any, source: Source, picks: tuple[int, ...]) -> RowIds:
    topic: Topic = value["topic"]
    touch(topic.key, keys.topic_key(topic.pk))
    head = RowHead("topic", topic.name, topic.address, layout=value["layout"])
    return RowIds(head, newest=tuple(source.topics.get(topic.pk, ())), count=value["count"])


def _opinions(value: Any, source: Source, picks: tuple[int, ...]) -> RowIds:
    return RowIds(RowHead("opinion", _("Opinion")), newest=tuple(source.opinion), count=value["count"])


def _chosen(value: Any, source: Source, picks: tuple[int, ...]) -> RowIds:
    stories = tuple(story.pk for story in value["stories"] if story)
    return RowIds(RowHead("chosen", value["title"], layout=value["layout"]), chosen=stories, count=len(stories) or 1)


def _picks(value: Any, source: Source, picks: tuple[int, ...]) -> RowIds:
    head = RowHead("picks", _("Editors’ Picks"))
    return RowIds(head, chosen=picks, newest=() if picks else tuple(source.newest), count=value["count"])


def _place(value: Any, source: Source, picks: tuple[int, ...]) -> RowIds:
    return RowIds(RowHead("place", slot=value["slot"]))


MAKERS: dict[str, Callable[[Any, Source, tuple[int, ...]], RowIds]] = {
    "section": _section,
    "topic": _topic,
    "opinion": _opinions,
    "chosen": _chosen,
    "picks": _picks,
    "place": _place,
}
