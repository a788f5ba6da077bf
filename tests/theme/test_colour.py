"""Whatever accent a newsroom picks, its pages can be read by day and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freesheet.public.theme.looks.colour import contrast, readable, tinted
from freesheet.public.theme.looks.palette import DAY, NIGHT, rule, tokens

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")


@given(COLOURS)
def test_a_tint_is_a_colour_that_screens_show_and_hardly_more_than_grey(colour):
    tint = tinted(colour, lightness=0.958, chroma_at_most=0.012)

    assert re.fullmatch("#[0-9a-f]{6}", tint)
    channels = [int(tint[start : start + 2], 16) for start in (1, 3, 5)]
    assert min(channels) > 220
    assert max(channels) - min(channels) < 20


@pytest.mark.parametrize("palette", [DAY, NIGHT])
def test_ink_and_paper(palette):
    for ground in (palette.paper, palette.tint):
        assert contrast(palette.ink, ground) >= 12
        assert contrast(palette.muted, ground) >= 6.5
    assert contrast(palette.muted, palette.paper) >= 7
    assert contrast(palette.border, palette.paper) >= 3


@pytest.mark.parametrize("palette", [DAY, NIGHT])
@given(COLOURS)
def test_any_accent_becomes_text_and_ground_that_can_be_read(palette, accent):
    made = tokens(palette, accent)

    for ground in ("paper", "tint", "accent-tint"):
        assert contrast(made["accent"], made[ground]) >= 4.5
    assert contrast(made["on-accent"], made["accent"]) >= 4.5
    assert contrast(made["ink"], made["accent-tint"]) >= 7
    assert contrast(made["muted"], made["accent-tint"]) >= 4.5


@pytest.mark.parametrize("palette", [DAY, NIGHT])
@given(COLOURS)
def test_any_section_colour_becomes_a_rule_that_can_be_seen(palette, colour):
    assert contrast(rule(palette, colour), palette.paper) >= 3


def test_a_colour_that_can_be_read_is_left_alone():
    assert readable("#0b5d78", on=DAY.paper, ratio=4.5) == "#0b5d78"
