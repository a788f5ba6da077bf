"""Words and their other forms: what finds what, by a list of our own for each language."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from freesheet.kit.words.stems import spellings, terms_for, with_stems, without_stems, words_of
from freesheet.kit.words.text import storable

ENGLISH = """
bridge bridges bridged bridging
ferry ferries ferried
dredge dredges dredging
council councils council’s
city cities city's
vote votes voted voting
run runs running
government governments
"""
UKRAINIAN = """
міст моста мосту мостом мості мости мостів мостам мостами мостах
ніч ночі ніччю ночей ночам ночами ночах
книга книги книзі книгу книгою книг книгам книгами книгах
рука руки руці руку рукою рук руках
день дня дню днем днів днях днями
вітер вітру вітром вітрів
ринок ринку ринком ринки ринків ринках
українець українця українцем українці українців
громадянин громадянина громадяни громадян громадянам
депутат депутата депутати депутатів депутатам
результат результату результати результатів
незалежність незалежності незалежністю
знання знань знанням знаннями
програма програми програму програмою програм програмам програмами програмах
земля землі землю землею земель землях
Київ Києва Києву Києвом
Львів Львова Львовом Львові
Харків Харкова Харкову Харковом
зелений зелена зелене зелені зеленого зеленому зеленою зелених зеленими
український українська українське української українському українських
міський міського міською міські міських
сім'я сім’ї сімʼю сім'єю
п'ять п’яти п’ятьма
писати писав писала писали писатиме
працювати працює працюють працював працювала працюватимуть
голосувати голосує голосують голосували голосування голосувань
"""
APART = """
вода від
місто через
рада радіо
час частина
bridge bride
news new
"""


def finds(asked, written):
    indexed = with_stems(written).translate({2: None, 3: None}).casefold().split()
    return not set(terms_for(asked)).isdisjoint(indexed)


@pytest.mark.parametrize("forms", [line.split() for line in (ENGLISH + UKRAINIAN).split("\n") if line], ids=" ".join)
def test_each_form_of_a_word_finds_every_other(forms):
    missed = [(asked, written) for asked, written in product(forms, forms) if not finds(asked, written)]

    assert missed == []


@pytest.mark.parametrize("words", [line.split() for line in APART.split("\n") if line], ids=" ".join)
def test_words_that_only_look_alike_do_not(words):
    assert not finds(*words)
    assert not finds(*reversed(words))


def test_a_number_and_a_word_with_one_stand_for_themselves():
    assert spellings("2026") == ["2026"]
    assert spellings("Covid19") == ["covid19"]
    assert with_stems("2026, covid19") == "2026, covid19"


def test_no_stem_in_an_index_is_a_word_of_it():
    words, stems = with_stems("Prices were rising.").strip("\x03").split("\x02")

    assert words.split() == ["Prices", "were", "rising."]
    assert not {"price", "rise"} & set(stems.split())
    assert finds("price", "Prices")


def test_a_question_is_words_whatever_stands_between_them():
    assert words_of("«Мости», дороги/roads,bridges — 5'те!") == ["Мости", "дороги", "roads", "bridges", "5'те"]


def test_paragraphs_that_an_index_has_joined_are_joined_by_a_space():
    assert (
        without_stems(", ".join(map(with_stems, ["Ferries ran.", "“Bridges”", "Yes"]))) == "Ferries ran. “Bridges” Yes"
    )


@given(st.text(), st.text())
@example("Мости", "  bridges")
def test_a_text_comes_back_from_an_index(first, second):
    plain = storable(first).strip(), storable(second).strip()

    assert without_stems(" ".join(with_stems(text).strip() for text in plain)) == " ".join(plain)
