"""How stories are found, for readers and for the desk: in the index that Wagtail writes, by the database's own search.

Rule    words reach the database as parameters; every word of a question is quoted for its engine
Rule    for readers a story counts that is live in the edition; the newer, the more a match weighs
Source  sqlite.org/fts5.html §3 and §5.1.1; PostgreSQL 15, 12.3 and F.35
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page
from wagtail.search.models import IndexEntry
from wagtail.search.query import And, Or, Phrase, PlainText

from freesheet.kit.words.stems import without_stems
from freesheet.public.search.filters import Filters
from freesheet.public.search.question import Term, read
from freesheet.public.stories.models import Byline, Story

RANKED_STORIES = 600
"""How many of the best matches can be leafed through; and how many PostgreSQL ranks, the newest of them."""
RANKED_MATCHES = 5_000
"""How many SQLite ranks, counted before all filters; of more, headlines come first and then the newest."""
STORIES_FROM_ELSEWHERE = 1000
"""Stories taken from a search engine that is not our own database; that one gives all."""
LIKENESS = 0.45


class Matches(NamedTuple):
    """Ids of the matches asked for, best first, and how many there are in all."""

    pks: list[int]
    total: int


@dataclass(frozen=True)
class Sql:
    text: str
    values: tuple[Any, ...] = ()


def search(
    terms: Sequence[Term], filters: Filters, edition: int, *, begin: int, count: int, every: bool = True
) -> Matches:
    """The stories of an edition (its locale's id) that have every term, or else any of them."""
    engine = _postgres if connection.vendor == "postgresql" else _sqlite
    return _rows(engine(terms, _narrowed(filters, edition), every=every, newest=filters.newest_first), begin, count)


def similar(typed: str, filters: Filters, edition: int, *, count: int) -> Matches:
    """Stories whose headlines are spelled nearly so: where PostgreSQL has its trigrams, else none."""
    if not _has_trigrams():
        return Matches([], 0)
    where = _narrowed(filters, edition)
    query = Sql(
        f"""SELECT page.id, COUNT(*) OVER () FROM {_ENTRY} entry JOIN {_PAGE} page
            ON page.id = CAST(entry.object_id AS bigint)
            WHERE entry.content_type_id = %s AND word_similarity(%s, lower(entry.title_text)) >= %s AND {where.text}
            ORDER BY word_similarity(%s, lower(entry.title_text)) DESC, page.id DESC""",  # noqa: S608 (names of our own tables)
        (_kind(), typed.lower(), LIKENESS, *where.values, typed.lower()),
    )
    return _rows(query, 0, count)


def matching(typed: str) -> set[int]:
    """Ids of all stories, drafts too, that have every word in headline or text; a headline's words may be begun."""
    terms = read(typed).terms
    if not terms:
        return set()
    return _matching_on_sqlite(terms) if connection.vendor == "sqlite" else _matching(terms)


def texts(pks: Sequence[int]) -> dict[int, str]:
    """What was searched of each story besides its headline: its standfirst, body and authors, in one piece."""
    entries = IndexEntry.objects.filter(content_type=_kind(), object_id__in=[str(pk) for pk in pks])
    return {int(pk): without_stems(text or "") for pk, text in entries.values_list("object_id", _BODY_TEXT)}


_ENTRY = IndexEntry._meta.db_table
_PAGE = Page._meta.db_table
_BODY_TEXT = "body_text" if connection.vendor == "postgresql" else "body"


def _matching(terms: Sequence[Term]) -> set[int]:
    """Wagtail's own search, wherever it keeps the index."""
    whole = And([_in_any_form(term) for term in terms])
    pks = {*_ids(Story.objects.search(whole, order_by_relevance=False))}
    if not any(term.is_phrase for term in terms):
        begun = And([PlainText(term.words[0]) for term in terms])
        pks |= {*_ids(Story.objects.autocomplete(begun, order_by_relevance=False))}
    return pks


def _in_any_form(term: Term) -> Any:
    return Or([Phrase(text) if term.is_phrase else PlainText(text) for text in term.index_terms])


def _ids(results: Any) -> Iterable[int]:
    if hasattr(results, "get_queryset"):
        ids: Iterable[int] = results.get_queryset().order_by().values_list("pk", flat=True)
        return ids
    return [story.pk for story in results[:STORIES_FROM_ELSEWHERE]]


def _rows(query: Sql, begin: int, count: int) -> Matches:
    with connection.cursor() as cursor:
        cursor.execute(f"{query.text} LIMIT %s OFFSET %s", [*query.values, count, begin])
        rows = cursor.fetchall()
    return Matches([row[0] for row in rows], rows[0][1] if rows else 0)


def _kind() -> int:
    return ContentType.objects.get_for_model(Story).pk


def _narrowed(filters: Filters, edition: int) -> Sql:
    """The condition on `page` that it can be read in the edition and passes the filters."""
    story, byline = Story._meta.db_table, Byline._meta.db_table
    topics = Story.topics.through._meta.db_table
    there = "page.id IN (SELECT {1} FROM {0} WHERE {2} = %s)"  # found by an index, once
    clauses: list[tuple[str, Any]] = [("page.locale_id = %s", edition), ("page.live = %s", True)]
    if filters.section:
        clauses.append((there.format(story, "page_ptr_id", "section_id"), filters.section.pk))
    if filters.author:
        clauses.append((there.format(byline, "story_id", "author_id"), filters.author.pk))
    if filters.topic:
        clauses.append((there.format(topics, "story_id", "topic_id"), filters.topic.pk))
    adapted = connection.ops.adapt_datetimefield_value
    if filters.since:
        clauses.append(("page.first_published_at >= %s", adapted(filters.since)))
    if filters.until:
        clauses.append(("page.first_published_at < %s", adapted(filters.until)))
    return Sql(" AND ".join(text for text, _ in clauses), tuple(value for _, value in clauses))


# SQLite


def _sqlite(terms: Sequence[Term], where: Sql, *, every: bool, newest: bool) -> Sql:
    """CROSS JOIN keeps the planner from walking through all pages and asking the index about each."""
    match = _fts5("title body", terms, every=every)
    distance, order = "", "page.first_published_at DESC"
    order_values: tuple[str, ...] = ()
    if not newest and _is_common(match):
        headlines = f"(SELECT rowid FROM {_ENTRY}_fts WHERE {_ENTRY}_fts MATCH %s)"  # noqa: S608 (name of our own table)
        order, order_values = f"hit.entry IN {headlines} DESC, {order}", (_fts5("title", terms, every=every),)
    elif not newest:
        distance, order = f", bm25({_ENTRY}_fts, 0.0, 1.0, 8.0) AS distance", f"hit.distance * {_FRESH_SQLITE}"
    return Sql(
        f"""WITH hit AS MATERIALIZED (
              SELECT rowid AS entry{distance} FROM {_ENTRY}_fts WHERE {_ENTRY}_fts MATCH %s)
            SELECT page.id, COUNT(*) OVER () FROM hit CROSS JOIN {_ENTRY} entry ON entry.id = hit.entry
            CROSS JOIN {_PAGE} page ON page.id = CAST(entry.object_id AS INTEGER)
            WHERE entry.content_type_id = %s AND {where.text} ORDER BY {order}, page.id DESC""",  # noqa: S608 (names of our own tables)
        (match, _kind(), *where.values, *order_values),
    )


_FRESH_SQLITE = "(1 + 365.0 / (365 + MAX(0, JULIANDAY('now') - JULIANDAY(page.first_published_at))))"


def _is_common(match: str) -> bool:
    """Whether more rows of the index match than are ranked."""
    query = f"SELECT COUNT(*) FROM (SELECT 1 FROM {_ENTRY}_fts WHERE {_ENTRY}_fts MATCH %s LIMIT %s)"  # noqa: S608 (as above)
    with connection.cursor() as cursor:
        cursor.execute(query, [match, RANKED_MATCHES + 1])
        return int(cursor.fetchone()[0]) > RANKED_MATCHES


def _fts5(columns: str, terms: Sequence[Term], *, every: bool) -> str:
    """The terms in FTS5's own language, in those columns."""
    alternatives = [" OR ".join(map(_fts5_string, term.index_terms)) for term in terms]
    return f"{{{columns}}} : (" + (" AND " if every else " OR ").join(f"({one})" for one in alternatives) + ")"


def _fts5_string(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _matching_on_sqlite(terms: Sequence[Term]) -> set[int]:
    begun = " ".join(f"{_fts5_string(' '.join(term.words))} *" for term in terms)
    with connection.cursor() as cursor:
        match = f"({_fts5('title body', terms, every=True)}) OR ({{autocomplete}} : ({begun}))"
        cursor.execute(_EVERY_STORY, [_kind(), match])
        return {row[0] for row in cursor.fetchall()}


_EVERY_STORY = (
    # +id: read from the narrow index by content type, not from each entry's row, which holds the whole text
    f"SELECT CAST(object_id AS INTEGER) FROM {_ENTRY} WHERE content_type_id = %s AND +id IN "  # noqa: S608 (our tables)
    f"(SELECT rowid FROM {_ENTRY}_fts WHERE {_ENTRY}_fts MATCH %s)"
)


# PostgreSQL


def _postgres(terms: Sequence[Term], where: Sql, *, every: bool, newest: bool) -> Sql:
    asked = [_tsquery(term) for term in terms]
    query = (" && " if every else " || ").join(one.text for one in asked)
    order = "first_published_at DESC" if newest else f"({_RANK}) * {_FRESH_POSTGRES} DESC"
    return Sql(
        f"""WITH asked AS MATERIALIZED (SELECT {query} AS words), hit AS MATERIALIZED (
              SELECT page.id, page.first_published_at, entry.title, entry.body, asked.words
              FROM asked CROSS JOIN {_ENTRY} entry JOIN {_PAGE} page ON page.id = CAST(entry.object_id AS bigint)
              WHERE entry.content_type_id = %s AND (entry.title || entry.body) @@ asked.words AND {where.text}),
            best AS (SELECT * FROM hit ORDER BY title @@ words DESC, first_published_at DESC LIMIT {RANKED_STORIES})
            SELECT id, (SELECT COUNT(*) FROM hit) FROM best ORDER BY {order}, id DESC""",  # noqa: S608 (names of our own tables)
        (*(value for one in asked for value in one.values), _kind(), *where.values),
    )


_RANK = "8 * ts_rank(title, words) + ts_rank(body, words)"
_FRESH_POSTGRES = "(1 + 365.0 / (365 + GREATEST(0, EXTRACT(EPOCH FROM now() - first_published_at) / 86400)))"


def _tsquery(term: Term) -> Sql:
    if term.is_phrase:
        return Sql("phraseto_tsquery('simple', %s)", (" ".join(term.words),))
    forms = term.index_terms
    return Sql("(" + " || ".join(["plainto_tsquery('simple', %s)"] * len(forms)) + ")", tuple(forms))


def _has_trigrams() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None
