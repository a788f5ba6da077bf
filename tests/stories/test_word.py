"""A Word file becomes the same blocks as a paste, with its pictures; what cannot be read is named or refused."""

import io
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError

from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.pasting import word
from freesheet.public.stories.pasting.document import Figure
from freesheet.public.stories.pasting.filling import blocks_of
from freesheet.public.stories.pasting.losses import Losses
from freesheet.public.stories.pasting.tree import TooLong
from tests.stories.docx import (
    CHART,
    COMMENT,
    DELETED,
    FORMULA,
    INSERTED,
    LINK,
    NOTE,
    W,
    docx,
    paragraph,
    picture,
    run,
    table,
)
from tests.stories.test_pasting import listing, quote, text
from tests.stories.test_pasting import table as table_block

BOLD, ITALIC = "<w:b/>", "<w:i/>"
RAISED = '<w:vertAlign w:val="superscript"/>'


def opened(data):
    losses = Losses()
    return word.open_word(io.BytesIO(data), losses), losses


def blocks_in(data):
    read, losses = opened(data)
    raw = blocks_of(read.document, Body(), losses, with_title=True, pictures={})
    return [(block["type"], block["value"]) for block in raw], list(losses)


def test_all_that_people_put_in():
    made, notes = blocks_in(
        docx(
            paragraph("The lock gives way", style="Title"),
            paragraph(
                "Water rose by ", run("two metres", BOLD), run(" at ", ITALIC), "noon", run("2", RAISED), ". See ", LINK
            ),
            paragraph("What failed", style="heading1"),
            paragraph("The gate", item=(1, 0)),
            paragraph("its hinge", item=(1, 1)),
            paragraph("The pump", item=(1, 0)),
            paragraph("The alarm", item=(2, 0)),
            paragraph("“We ran.”", style="Quote"),
            table(("Day", "Level"), ("Monday", "2.4"), ("Tuesday", "3")),
            paragraph("Last", NOTE, " words", COMMENT, " were ", DELETED, INSERTED, "hurt."),
            paragraph(CHART, FORMULA),
            notes="Measured at noon.",
            comments="Is that his title?",
        )
    )
    assert made == [
        ("heading", "The lock gives way"),
        text(
            "<p>Water rose by <b>two metres</b><i> at </i>noon<sup>2</sup>. See ",
            '<a href="https://example.org/">the minutes</a></p>',
        ),
        ("heading", "What failed"),
        listing("<p>The gate</p><ul><li>its hinge</li></ul>", "<p>The pump</p>"),
        listing("<p>The alarm</p>", ordered=True),
        quote("“We ran.”"),
        table_block(["Day", "Level"], ["Monday", "2.4"], ["Tuesday", "3"], numbers=["Level"]),
        text("<p>Last words were seriously hurt.</p>"),
    ]
    assert notes == [
        "1 drawing or chart",
        "1 formula: a+b",
        "1 footnote: Measured at noon.",
        "1 comment in the margin: Is that his title?",
        "1 passage that somebody has struck out (tracked changes): badly",
        "1 tracked insertion came along as if accepted: seriously",
        "1 table needs a title before it is published: Day | Level",
    ]


def test_pictures_come_in_their_places_each_file_once():
    alt = f"Boats. {word.BY_MACHINE}"
    body = (
        paragraph("before"),
        paragraph(picture("a.png", alt)),
        paragraph("after", picture("a.png"), picture("b.emf", "A map")),
    )
    read, losses = opened(docx(*body, pictures={"a.png": b"one", "b.emf": b"two"}))
    figures = [part for part in read.document.parts if isinstance(part, Figure)]
    assert [type(part).__name__ for part in read.document.parts] == ["Paragraph", "Figure", "Paragraph", "Figure"]
    assert [figure.alt for figure in figures] == ["Boats.", ""]
    assert list(read.pictures.values()) == [(b"one", "png")]
    assert {figure.name for figure in figures} == set(read.pictures)
    assert list(losses) == ["1 drawing or chart: A map"]


def test_a_picture_that_is_only_linked_is_named_and_never_fetched():
    linked = picture("a.png", "Afar").replace("r:embed", "r:link").replace('"a.png"/></pic', '"web"/></pic')
    read, losses = opened(docx(paragraph("x", linked)))
    assert not read.pictures
    assert [type(part).__name__ for part in read.document.parts] == ["Paragraph"]
    assert len(list(losses)) == 1
    assert "Afar" in next(iter(losses))


DTD = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
REFUSED = {
    "not a ZIP": (b"PK nothing", "broken"),
    "empty": (b"", "broken"),
    "an old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "broken"),
    "a ZIP of something else": (docx().replace(b"word/document.xml", b"word/dokument.xml"), "broken"),
    "entities": (docx(paragraph("x"), comments_xml=DTD), "broken"),
    "no XML": (docx("<w:p>"), "broken"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_word_file_is_refused_in_words(kind):
    data, why = REFUSED[kind]
    began = time.process_time()
    with pytest.raises(ValidationError, match=why):
        opened(data)
    assert time.process_time() - began < 5


def test_deep_nesting_is_refused_and_harms_nobody():
    deep = "<w:smartTag>" * 20_000 + run("x") + "</w:smartTag>" * 20_000
    with pytest.raises(ValidationError, match="broken"):
        opened(docx(f"<w:p>{deep}</w:p>"))


def picture_bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/a.png", bytes(word.MOST_PICTURE_BYTES + 1))
    return made.getvalue()


BOMBS = {
    "a picture": picture_bomb,
    "spaces": lambda: docx(paragraph("x"), big_xml=f"<w:p {W}>{' ' * word.MOST_XML_BYTES}</w:p>"),
    "tags": lambda: docx("<w:p/>" * word.MOST_TAGS),
    "many files": lambda: docx(**{f"part{number}_xml": "<a/>" for number in range(word.MOST_PARTS)}),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_what_is_too_large_is_refused_before_it_costs_anything(kind):
    data = BOMBS[kind]()
    began = time.process_time()
    with pytest.raises(TooLong):
        opened(data)
    assert time.process_time() - began < 1
