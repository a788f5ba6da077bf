"""How much two versions of a story differ: what readers may want to be told, and what not."""

import pytest

from freesheet.public.stories.form.changes import Text, compared

BODY = " ".join(f"word{'abcdefghij'[number % 10]}" for number in range(400))


def differs(before, after):
    return compared(Text("Bridge shut", "For two nights.", before), Text("Bridge shut", "For two nights.", after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It cost 10 million.", "It cost 11 million."),
        ("It cost 2.3 million.", "It cost 3.2 million."),
        ("They met the mayor, Ada Brook, there.", "They met the mayor, Ida Brook, there."),
        ("Вони зустріли мера Коваля там.", "Вони зустріли мера Ковальчука там."),
        (BODY, BODY.replace("worda", "other")),
    ],
)
def test_figures_names_and_much_of_the_text_ask_for_a_note(before, after):
    padding = f" {BODY}"
    assert differs(before + padding, after + padding).substantial


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("She said 'so' - and left.", "She said “so” – and left!"),
        ("He teh ferry took.", "He the ferry took."),
        ("so he said. Then they left.", "so he said. Later they left."),
        ("don't", "don’t"),
        ("", ""),
    ],
)
def test_a_slip_of_the_pen_does_not(before, after):
    padding = f" {BODY}"
    assert not differs(before + padding, after + padding).substantial


def test_any_other_word_in_headline_or_standfirst_does():
    assert compared(Text("Bridge shut", "", "x"), Text("Bridge open", "", "x")).substantial
    assert compared(Text("Bridge", "Two.", "x"), Text("Bridge", "Two nights.", "x")).substantial
    assert not compared(Text("Bridge shut", "", "x"), Text("Bridge  Shut!", "", "x")).substantial


def test_a_long_story_is_not_allowed_more_than_a_short_one_needs():
    long = " ".join(["word"] * 6000)
    assert differs(long, long + " more" * 61).substantial
    assert not differs(long, long + " more" * 60).substantial


def test_the_words_are_shown_with_some_around_them():
    [one] = differs(
        "the bridge was shut for two nights in spring", "the bridge was shut for three nights in spring"
    ).differences

    assert (one.lead, one.before, one.after, one.tail) == ("was shut for", "two", "three", "nights in spring")
