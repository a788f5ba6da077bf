"""What is pasted from Google Docs, Word, LibreOffice, a page, a mail or a text becomes blocks; the rest is named."""

import time
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

import pytest
from wagtail import blocks

from freesheet.private.newsletters.issue.blocks import IssueBody
from freesheet.public.front.models.info_page import InfoBody
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.pasting import plain_text, reading
from freesheet.public.stories.pasting.filling import blocks_of
from freesheet.public.stories.pasting.losses import Losses
from freesheet.public.stories.pasting.numbers import is_number
from freesheet.public.stories.pasting.tree import TooLong

CLIPS = Path(__file__).parent / "pasting"


class OnlyText(blocks.StreamBlock):
    text = blocks.RichTextBlock(features=["bold"])


def pasted(source, body=None):
    """Type and value of each block, and the notes."""
    losses = Losses()
    name = CLIPS / source if "<" not in source and "\n" not in source else None
    source = name.read_text() if name else source
    is_plain = "<" not in source
    document = plain_text.document_of(source) if is_plain else reading.document_of(source, losses)
    raw = blocks_of(document, body or Body(), losses, with_title=True, pictures={})
    assert len({block["id"] for block in raw}) == len(raw)
    return [(block["type"], block["value"]) for block in raw], list(losses)


def text(*pieces):
    return ("paragraph", "".join(pieces))


def listing(*items, ordered=False):
    return ("list", {"ordered": ordered, "items": list(items)})


def quote(text):
    return ("quote", {"text": text, "attribution": ""})


def table(head, *rows, numbers=(), caption=""):
    columns = [{"type": "number" if words in numbers else "text", "heading": words} for words in head]
    return (
        "table",
        {
            "caption": caption,
            "table": {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": ""},
            "source": "",
        },
    )


def test_google_docs():
    made, notes = pasted("google_docs.html")
    assert made == [
        text(
            "<p>The ferry <b>will not sail</b> on Monday, says ",
            '<a href="https://example.org/harbour?week=9">the harbour office</a><i> in a note.</i><sup>2</sup></p>',
        ),
        ("heading", "What to take along"),
        listing("<p>Papers</p><ul><li>a pass</li><li><b>the permit</b></li></ul>", "<p>A coat</p>"),
        ("paragraph", "<p>After the list nothing is bold.</p>"),
        table(["Ferry", "Passengers"], ["Lantern", "1,240"], ["Otter", "860"], numbers=["Passengers"]),
        ("heading", "By the numbers"),
        listing("<p>One boat</p>", "<p>Two crews</p>", ordered=True),
    ]
    assert notes == [
        "1 picture, not fetched from where it is: The pier at dusk (https://lh7-rt.example/docsz/AD_4nXe?key=k1)",
        "1 table needs a title before it is published: Ferry | Passengers",
    ]


def test_the_clipboard_of_word_that_started_this():
    made, notes = pasted("word_clip.html")
    assert made == [
        ("paragraph", "<p>First paragraph,<br/>with a line turned by hand.</p>"),
        listing("<p>first point</p>", "<p>second point</p>"),
        ("paragraph", "<p>beside a picture</p><p>Last paragraph.</p>"),
    ]
    assert notes == ["1 picture on the writer’s own computer: clip_image001.png", "1 footnote"]


def test_word_with_all_that_people_put_in():
    made, notes = pasted("word_story.html")
    assert made == [
        ("heading", "The lock gives way"),
        text(
            "<p>Water rose by <b>two metres</b> in the <i>old basin</i>, said the warden. ",
            "Nobody was seriously hurt.</p>",
        ),
        ("heading", "What failed"),
        listing("<p>The gate</p><ul><li>its <b>hinge</b></li></ul>", "<p>The pump</p>"),
        ("paragraph", "<p>In this order:</p>"),
        listing("<p>The alarm</p>", "<p>The flood</p>", ordered=True),
        quote("“We ran.”\n“All of us.”"),
        table(["Level", ""], ["Monday", "2,4 m"], ["Tuesday", "–"]),
    ]
    assert notes == [
        "1 picture on the writer’s own computer: clip_image002.jpg",
        "1 footnote: Measured at noon.",
        "1 comment in the margin: Is that his title?",
        "1 passage that somebody has struck out (tracked changes): badly",
        "1 tracked insertion came along as if accepted: seriously",
        "1 merged table cell: its words stand in the first of its places: Level",
        "1 table needs a title before it is published: Level",
    ]


def test_libreoffice():
    made, notes = pasted("libreoffice.html")
    assert made == [
        ("heading", "Two winters"),
        text(
            "<p>The council <b>voted</b> on <i>Tuesday</i>. H<sub>2</sub>O, m<sup>2</sup>.</p>",
        ),
        listing("<p>first</p><ul><li>below it</li></ul>", "<p>second</p>"),
        quote("A word is a word."),
        table(["Year", "Votes"], ["first", "12 000"], numbers=["Votes"]),
    ]
    assert notes == [
        "1 picture that was copied along with the words: The hall",
        "1 footnote: By eleven to ten.",
        "1 table needs a title before it is published: Year | Votes",
    ]


def test_a_web_page():
    made, notes = pasted("web_page.html")
    assert made == [
        ("heading", "Storm over the strait"),
        text(
            '<p>By <a href="https://news.example/authors/kim">Kim Li</a></p>',
            "<p>Gusts of <b>130&nbsp;km/h</b> were measured.</p><p>Waves over the pier.</p>",
        ),
        quote("It came quickly.\nWe saw nothing."),
        listing("<p>Share</p>", "<p>All storms</p>"),
        text(
            '<p>Write to <a href="mailto:desk@news.example?subject=Storm">the desk</a>. It is over.</p>',
            "<p>Left.</p><p>Right.</p>",
        ),
    ]
    assert notes == [
        "1 picture, not fetched from where it is: Waves over the pier (https://cdn.example/storm.jpg)",
        "1 video or other embed: https://ads.example/frame",
        "1 footnote",
        "1 struck-through passage is plain text now: It is over.",
        "2 links; their words are there: Share (javascript:share()) · All storms (/storms/)",
        "1 field or button of a form: Subscribe",
        "1 line across the text",
    ]


def test_a_mail():
    made, notes = pasted("mail.html")
    assert made == [
        text(
            "<p>Dear desk,</p><p>the <b>committee</b> met.<br/>It met twice.</p>",
            '<p>See <a href="https://example.org/minutes">the minutes</a>.</p>',
        ),
        listing("<p>Rents</p>", "<p>Roads</p>", ordered=True),
        ("paragraph", "<p>On Mon, Olena wrote:</p><p>What was decided?</p>"),
    ]
    assert notes == ["1 mail signature: Ada Brook +380 44 000"]


def test_plain_text():
    made, notes = pasted("plain.txt")
    assert made == [
        text(
            "<p>The council met on Monday.<br/>It met again on Tuesday.</p>",
            "<p>The agenda had three points, and the mail program that sent this text has turned every line of it ",
            "before it came to seventy-two characters, as they do.</p>",
        ),
        listing("<p>rents and leases</p>", "<p>roads</p><ul><li>the bridge</li></ul>", "<p>water</p>"),
        listing("<p>Open the gate.</p>", "<p>Count to ten.</p>", ordered=True),
        quote("We did not know,\nhe said."),
        ("paragraph", "<p>12 people came. 3 left.</p>"),
    ]
    assert notes == []


def test_long_lines_without_empty_ones_are_paragraphs():
    made, _ = pasted(f"{'a word ' * 30}\n{'another ' * 30}")
    assert made == [("paragraph", f"<p>{('a word ' * 30).strip()}</p><p>{('another ' * 30).strip()}</p>")]


def test_dialogue_with_dashes_is_no_list():
    assert pasted("— Хто там?\n— Я.")[0] == [("paragraph", "<p>— Хто там?<br/>— Я.</p>")]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>a<p>b", [("paragraph", "<p>a</p><p>b</p>")]),
        ("<p>a<br><br>b</p>", [("paragraph", "<p>a</p><p>b</p>")]),
        ("<div><div>a</div><div>&nbsp;</div><div>b</div></div>", [("paragraph", "<p>a</p><p>b</p>")]),
        ("<p><b>a </b><b>b</b><i> </i>c</p>", [("paragraph", "<p><b>a b</b> c</p>")]),
        ("<b style='font-weight: 400'>a</b> <i style='font-style:normal'>b</i>", [("paragraph", "<p>a b</p>")]),
        ("<p>5 &lt; 6 &amp;amp; 7</p>", [("paragraph", "<p>5 &lt; 6 &amp;amp; 7</p>")]),
        ("<p>soft\x0bbreak\x00 &#7;\ufffc</p>", [("paragraph", "<p>soft break</p>")]),
        ("<ul><li>a<ol><li>b<ul><li>c</ul></ol><li>d</ul>", [
            listing("<p>a</p><ol><li>b<ul><li>c</li></ul></li></ol>", "<p>d</p>")
        ]),
        ("<ul><li>a</ul><ol><li>b</ol>", [listing("<p>a</p>"), listing("<p>b</p>", ordered=True)]),
        ("<ul><li><p>a</p><p>b</p></ul>", [listing("<p>a<br/>b</p>")]),
        ("<table><tr><td>only one</table>", [("paragraph", "<p>only one</p>")]),
        ("<blockquote><h2>a</h2><p>b</p></blockquote>", [("heading", "a"), ("paragraph", "<p>b</p>")]),
        ("<blockquote type=cite><p>b</p></blockquote>", [("paragraph", "<p>b</p>")]),
        ("<table><caption>C</caption><tr><th rowspan=2>a<th>b<tr><td>c</table>", [
            table(["a", "b"], ["", "c"], caption="C")
        ]),
        ("<p>a</p><pre>b\nc</pre>", [("paragraph", "<p>a</p><p>b<br/>c</p>")]),
        ('<h2><a href="https://example.org/">a</a></h2>', [("heading", "a")]),
        ("<p role=heading aria-level=2>a</p>", [("heading", "a")]),
    ],
)  # fmt: skip
def test_small_things(html, made):
    assert pasted(html)[0] == made


def test_a_cell_holds_words_and_what_else_stood_in_it_is_named():
    made, notes = pasted(
        "<table><tr><th>Ship</th><th>Cargo</th></tr>"
        "<tr><td><p>The</p><p>Otter</p></td><td>Two<ul><li>rope</li><li><b>tar</b></li></ul></td></tr>"
        "<tr><td>Heron</td><td><table><tr><td>salt</td><td>fish</td></tr></table></td></tr></table>"
    )
    assert made == [table(["Ship", "Cargo"], ["The Otter", "Two rope tar"], ["Heron", "salt fish"])]
    assert notes == [
        "2 lists, headings or tables in table cells are words alone now: rope tar · salt fish",
        "1 table cell lost its bold or italic: Two rope tar",
        "1 table needs a title before it is published: Ship | Cargo",
    ]


def test_a_table_without_a_head_may_hold_lists_but_one_that_lays_out_a_page_is_lines():
    rows = "<tr><td>Monday<td>open<tr><td>Tuesday<td><ul><li>shut</ul>"
    assert pasted(f"<table>{rows}</table>")[0] == [table(["Monday", "open"], ["Tuesday", "shut"])]

    made, notes = pasted(f"<table>{rows}<h2>News</h2></table>")
    assert made[0] == ("paragraph", "<p>Monday</p><p>open</p><p>Tuesday</p>")
    assert notes == ["1 table is lines of text now: Monday open Tuesday shut News"]
    assert pasted(f"<table role=presentation>{rows}<h2>News</h2></table>") == (made, [])


class Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.hrefs = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.hrefs += [value for name, value in attrs if name == "href"]


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>words</a>",
    "<a href='jav&#x09;ascript:alert(1)'>words</a>",
    "<a href='https://example.org/\" onclick=\"alert(1)'>words</a>",
    "<a href=//evil.example/>words</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>words</a>",
    "<style>p{}</style><p onclick=alert(1) style='background:url(javascript:alert(1))'>words</p>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_could_run_comes_out(html):
    made, _ = pasted(f"<p>before</p>{html}<h2>{html}</h2><ul><li>{html}</ul>")
    written = [value for kind, value in made if kind == "paragraph"]
    written += [item for kind, value in made if kind == "list" for item in value["items"]]
    tags = Tags()
    tags.feed("".join(written))
    assert tags.names <= {"p", "a", "b", "i", "sup", "sub", "br"}
    assert tags.attributes <= {"href"}
    assert all(href.startswith(("https://", "http://", "mailto:")) for href in tags.hrefs)


BOMBS = {
    "deep": "<div>" * 200_000,
    "brackets": "<" * 1_000_000,
    "comments": "<!--" * 250_000,
    "open tags": "<a " * 300_000,
    "open quotes": '<a "' * 250_000,
    "open scripts": "<script>" * 100_000,
    "spaces": f"<p {'a' + ' ' * 900_000}b>",
    "bold": "<b><p>x" * 29_000,
    "quotes in quotes": "<blockquote>" * 59_000 + "x",
    "lists in lists": "<ul><li>" * 29_000 + "x",
    "spans": "<table>" + "<tr><td colspan=999 rowspan=999>1</td><td>2</td></tr>" * 15_000 + "</table>",
    "tables in tables": "<table><tr>" + "<td><table><tr><td>x</td></tr></table></td>" * 10_000,
    "breaks": "a<br>" * 59_000,
}


@pytest.mark.parametrize("kind", BOMBS)
def test_no_clipboard_takes_long(kind):
    began = time.process_time()
    with suppress(TooLong):
        pasted(f"<p>{BOMBS[kind]}")
    assert time.process_time() - began < 10, "measured: two seconds at most"


def test_an_info_page_takes_the_same():
    assert pasted("google_docs.html", InfoBody()) == pasted("google_docs.html")


def test_an_issue_takes_lists_into_its_text_and_tables_as_lines():
    made, notes = pasted("google_docs.html", IssueBody())
    assert [kind for kind, _ in made] == ["text", "heading", "text", "heading", "text"]
    assert made[0][1].endswith("<i> in a note.</i>2</p>")
    assert made[2][1] == (
        "<ul><li>Papers<ul><li>a pass</li><li><b>the permit</b></li></ul></li><li>A coat</li></ul>"
        "<p>After the list nothing is bold.</p>"
        "<p>Ferry | Passengers</p><p>Lantern | 1,240</p><p>Otter | 860</p>"
    )
    assert made[4] == ("text", "<ol><li>One boat</li><li>Two crews</li></ol>")
    assert "1 table is lines of text now: Ferry | Passengers" in notes


def test_a_body_of_text_alone_takes_all_words():
    made, _ = pasted("<h2>a</h2><ul><li>b<ul><li>c</ul></ul><blockquote><p>d <i>e</i></p></blockquote>", OnlyText())
    assert made == [("text", "<p>a</p><p>• b<br/> • c</p><p>d e</p>")]


def test_a_huge_table_is_lines():
    rows = "".join(f"<tr><td>{number}</td><td>x</td></tr>" for number in range(1_000))
    made, notes = pasted(f"<table>{rows}</table>")
    assert [kind for kind, _ in made] == ["paragraph"]
    assert notes == ["1 table is lines of text now: 0 | x"]


@pytest.mark.parametrize("cells", [["1 200", "−3,5 %"], ["€ 1,000.50", "–"], ["12", ""], ["1'000", "2 ₴"]])
def test_numbers(cells):
    assert is_number(cells)


@pytest.mark.parametrize("cells", [["12", "none yet"], ["2020–2024"], [""], ["1.2.2026, noon"], ["3 m"]])
def test_no_numbers(cells):
    assert not is_number(cells)
