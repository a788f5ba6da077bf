"""The search page of an edition: what was asked, what was found, and the way on.

Rule    never an error for what somebody typed; a fixed number of queries whatever is found
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from wagtail.models import Locale

from freesheet.kit.editions import Edition
from freesheet.kit.words.text import spelling
from freesheet.public.search import engines, filters, question
from freesheet.public.search.engines import Matches
from freesheet.public.search.filters import Filters
from freesheet.public.search.question import Question
from freesheet.public.search.snippets import Marker
from freesheet.public.stories.models import Story, StoryQuerySet
from freesheet.public.theme.editions import Twin, twins_at

ON_A_PAGE = 20
PAGES_AT_MOST = engines.RANKED_STORIES // ON_A_PAGE


@dataclass(frozen=True)
class Hit:
    """A story with the words marked in what is shown of it."""

    story: Story
    headline: SafeString
    standfirst: SafeString
    snippet: SafeString


@dataclass
class SearchPage:
    """All that search.html shows. loosely: how far from the question the hits are."""

    language: str
    question: Question
    filters: Filters
    number: int = 1
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    loosely: str = ""

    def editions(self) -> list[Twin]:
        return twins_at("/search/")

    @property
    def address(self) -> str:
        """Without a question."""
        return Edition(self.language).path("/search/")

    @property
    def last(self) -> int:
        """The number of the last page that can be leafed to."""
        return min(PAGES_AT_MOST, -(-self.count // ON_A_PAGE))

    @property
    def begins(self) -> int:
        return (self.number - 1) * ON_A_PAGE + 1

    @property
    def preceding(self) -> str:
        return self.at(page=self.number - 1) if self.number > 1 else ""

    @property
    def following(self) -> str:
        return self.at(page=self.number + 1) if self.number < self.last else ""

    @property
    def unfiltered(self) -> str:
        """The same question without filters."""
        return f"{self.address}?{urlencode({'q': self.question.typed})}"

    def without(self, name: str) -> str:
        return self.at(**{name: ""})

    @property
    def without_author(self) -> str:
        return self.without("author")

    @property
    def without_topic(self) -> str:
        return self.without("topic")

    def at(self, **changes: object) -> str:
        """The address of this search with something else about it."""
        query = {"q": self.question.typed, **self.filters.as_query, **changes}
        return f"{self.address}?{urlencode({name: value for name, value in query.items() if value and value != 1})}"


def search_page(query: Mapping[str, str], language: str) -> SearchPage:
    """The page for a query string in that edition."""
    page = SearchPage(language, question.read(query.get("q", "")), filters.read(query, language))
    if page.question.terms and not page.question.problem:
        page.number = _number(query.get("page", ""))
        _find(page)
    return page


def _number(typed: str) -> int:
    return min(PAGES_AT_MOST, max(1, int(typed))) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def _find(page: SearchPage) -> None:
    terms, edition = page.question.terms, Locale.objects.get(language_code=page.language).pk
    begin = page.begins - 1
    found = engines.search(terms, page.filters, edition, begin=begin, count=ON_A_PAGE)
    if not found.total and begin:
        found = _last_page(page, edition)
    if not found.total and len(terms) > 1:
        page.loosely = "some words"
        found = engines.search(terms, page.filters, edition, begin=0, count=ON_A_PAGE, every=False)
    if not found.total:
        page.loosely = "spelling"
        found = engines.similar(page.question.typed, page.filters, edition, count=ON_A_PAGE)
    page.count = min(found.total, ON_A_PAGE) if page.loosely else found.total
    page.hits = _hits(found.pks, page)


def _last_page(page: SearchPage, edition: int) -> Matches:
    """What the last page has, where somebody leafs past it."""
    terms = page.question.terms
    first = engines.search(terms, page.filters, edition, begin=0, count=ON_A_PAGE)
    page.count = first.total
    page.number = max(1, page.last)
    if page.number == 1:
        return first
    return engines.search(terms, page.filters, edition, begin=page.begins - 1, count=ON_A_PAGE)


def _hits(pks: list[int], page: SearchPage) -> list[Hit]:
    stories = {story.pk: story for story in _readable(page.language, pks)} if pks else {}
    texts, marker = engines.texts(pks) if pks else {}, Marker(page.question.terms)
    return [_hit(stories[pk], texts.get(pk, ""), marker) for pk in pks if pk in stories]


def _readable(language: str, pks: list[int]) -> StoryQuerySet:
    return Story.objects.readable(language).filter(pk__in=pks).with_faces().defer("body")


def _hit(story: Story, text: str, marker: Marker) -> Hit:
    """The standfirst where it has the words or nothing else does; else what the body says of them."""
    authors = " ".join(spelling(byline.author.name) for byline in story.bylines.all())
    body = text.removeprefix(spelling(story.standfirst)).removesuffix(authors)
    snippet = marker.snippet(body)
    shown = story.standfirst if marker.finds(story.standfirst) or not snippet else ""
    return Hit(story, marker.marked(spelling(story.title)), marker.marked(shown), snippet)
