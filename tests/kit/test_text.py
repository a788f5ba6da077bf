"""What a text is spelled with, and how it is counted."""

import pytest

from freesheet.kit.words import text


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("феде\u00adраль\u00adний", "федеральний"),
        ("Cher\u200bni\u2060hiv\ufeff", "Chernihiv"),
        ("за\u0301мок, о\u0301бід", "замок, обід"),
        ("й \u0438\u0306, ї \u0456\u0308", "й й, ї ї"),
        ("cafe\u0301", "café"),
        ("👩\u200d🚒 \u2764\ufe0f", "👩\u200d🚒 \u2764\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("plain", "plain"),
    ],
)
def test_spelling(written, spelled):
    assert text.spelling(written) == spelled


def test_words_are_counted_by_their_letters():
    assert text.words("Феде\u00adраль\u00adний суд скасував рі\u0301шення") == 4


def test_words_are_counted_as_they_will_be_stored():
    assert text.words("A\x01B the\x0bharbour") == 3
