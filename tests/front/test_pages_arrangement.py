"""Which stories stand where, without a database."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from freesheet.front.arrangement import Arrangement, Wish, arrange


@dataclass(frozen=True)
class Paper:
    pk: int


A, B, C, D, E, F = (Paper(number) for number in range(1, 7))
NOTHING = Wish(None, [], [])


def test_the_newest_leads_when_nobody_chose():
    front = arrange(NOTHING, newest=[A, B, C], by_section={}, secondary=1)

    assert (front.lead, front.secondary) == (A, [B])


def test_an_editor_comes_first_and_the_newest_fill_up():
    front = arrange(Wish(C, [E], []), newest=[A, B, C, D], by_section={}, secondary=3)

    assert (front.lead, front.secondary) == (C, [E, A, B])


def test_an_editor_may_choose_more_than_there_are_places():
    assert arrange(Wish(A, [B, C, D], []), newest=[], by_section={}, secondary=2).secondary == [B, C, D]


def test_rows_show_what_stands_nowhere_yet_and_vanish_when_nothing_is_left():
    wish = Wish(A, [], [("town", 2), ("harbour", 2), ("cellar", 2)])
    front = arrange(wish, newest=[], by_section={"town": [A, B, C, D], "harbour": [A, B]}, secondary=0)

    assert [(row.section, row.stories) for row in front.rows] == [("town", [B, C])]


def test_an_empty_paper_is_an_empty_front():
    assert arrange(NOTHING, newest=[], by_section={}, secondary=4) == Arrangement()


stories = st.lists(st.integers(1, 20).map(Paper), max_size=20, unique=True)


@given(
    lead=st.none() | st.integers(1, 20).map(Paper),
    chosen=stories,
    newest=stories,
    row=stories,
    secondary=st.integers(0, 6),
    count=st.integers(0, 6),
)
def test_no_story_stands_twice(*, lead, chosen, newest, row, secondary, count):
    front = arrange(Wish(lead, chosen, [("town", count)]), newest=newest, by_section={"town": row}, secondary=secondary)

    shown = [
        *([front.lead] if front.lead else []),
        *front.secondary,
        *(s for r in front.rows for s in r.stories),
    ]
    assert len(shown) == len(set(shown))
    assert all(len(r.stories) <= count for r in front.rows)
