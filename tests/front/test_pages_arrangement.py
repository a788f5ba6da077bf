"""Which stories stand where, without a database."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from freesheet.public.front.arrangement.places import Arrangement, RowWish, Wish, arrange


@dataclass(frozen=True)
class Paper:
    pk: int


A, B, C, D, E, F = (Paper(number) for number in range(1, 7))


def rows_of(front):
    return [(row.head, row.stories) for row in front.rows]


def test_the_newest_leads_when_nobody_chose():
    front = arrange(Wish(), newest=[A, B, C], secondary=1)

    assert (front.lead, front.secondary) == (A, [B])


def test_an_editor_comes_first_and_the_newest_fill_up():
    front = arrange(Wish(C, [E]), newest=[A, B, C, D], secondary=3)

    assert (front.lead, front.secondary) == (C, [E, A, B])


def test_an_editor_may_choose_more_than_there_are_places():
    assert arrange(Wish(A, [B, C, D]), newest=[], secondary=2).secondary == [B, C, D]


def test_rows_show_what_stands_nowhere_yet_and_vanish_when_nothing_is_left():
    rows = [
        RowWish("town", newest=[A, B, C, D], count=2),
        RowWish("harbour", newest=[A, B], count=2),
        RowWish("cellar", count=2),
    ]

    assert rows_of(arrange(Wish(A, [], rows), newest=[], secondary=0)) == [("town", [B, C])]


def test_what_an_editor_put_into_a_row_is_not_taken_by_what_fills_itself_above():
    rows = [RowWish("town", newest=[A, B, C], count=2), RowWish("chosen", chosen=[A, B], count=2)]

    front = arrange(Wish(rows=rows), newest=[B, A, D], secondary=0)

    assert front.lead == D
    assert rows_of(front) == [("town", [C]), ("chosen", [A, B])]


def test_picks_that_can_be_read_no_more_give_way_to_the_newest():
    rows = [RowWish("picks", chosen=[], newest=[A, B, C, D], count=2)]

    assert rows_of(arrange(Wish(A, [], rows), newest=[], secondary=0)) == [("picks", [B, C])]


def test_a_row_that_never_holds_stories_stands():
    assert rows_of(arrange(Wish(rows=[RowWish("newsletters")]), newest=[], secondary=0)) == [("newsletters", [])]


def test_an_empty_paper_is_an_empty_front():
    assert arrange(Wish(), newest=[], secondary=4) == Arrangement()


stories = st.lists(st.integers(1, 20).map(Paper), max_size=20, unique=True)


@given(
    lead=st.none() | st.integers(1, 20).map(Paper),
    chosen=stories,
    newest=stories,
    row=stories,
    picks=stories,
    secondary=st.integers(0, 6),
    count=st.integers(1, 6),
)
def test_no_story_stands_twice_and_all_that_were_chosen_stand(*, lead, chosen, newest, row, picks, secondary, count):
    rows = [RowWish("town", newest=row, count=count), RowWish("picks", chosen=picks, count=count)]
    front = arrange(Wish(lead, chosen, rows), newest=newest, secondary=secondary)

    shown = [
        *([front.lead] if front.lead else []),
        *front.secondary,
        *(story for each in front.rows for story in each.stories),
    ]
    assert len(shown) == len(set(shown))
    assert {*([lead] if lead else []), *chosen, *picks} <= set(shown)
    assert all(len(each.stories) <= count for each in front.rows if each.head == "town")
