"""Exhibits of stories: whole ones in their states, and each block of a body alone."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from freesheet.demo.gallery import bodies, scenery, words
from freesheet.demo.gallery.exhibit import Bare, Context, Exhibit, Show, as_text, page, parts
from freesheet.public.front.models import InfoPage
from freesheet.public.masthead.models import imprint, locale_of
from freesheet.public.masthead.previewing import shown_with
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.models import Correction
from freesheet.public.stories.models.related_slot import RELATED_STORIES
from freesheet.public.stories.page.cards import leading_to
from freesheet.public.stories.page.reading import reading_of

STORIES, INFOS = _("Stories"), _("About the newspaper")
BLOCKS, TEXT_BLOCKS = _("Blocks of a body"), _("Blocks in the text edition")
TEXT_STORY = "stories/text/story.html"
LESSER = tuple(str(kind) for kind in Correction.Kind if kind != Correction.Kind.RETRACTION)
RETRACTION = (str(Correction.Kind.RETRACTION),)


def _story(*, kinds: tuple[str, ...] = (), **changes: Any) -> Show:
    """changes are those of scenery.dressed, or functions of the edition's words."""

    def show(request: HttpRequest, language: str) -> TemplateResponse:
        said = words.of(language)
        told = {name: value(said) if callable(value) else value for name, value in changes.items()}
        story = scenery.story(language, **{"body": bodies.every_block(language), **told})
        if kinds:
            story.corrections.set(list(scenery.corrections(language, *kinds)))
        _lead_on(story, language)
        return story.serve(request)

    return show


def _lead_on(story: Any, language: str) -> None:
    """Have its cards and its end show stories in their states."""
    reading, others = reading_of(story), scenery.in_states(language, 5)
    reading.related = {other.pk: other for other in others}
    reading.ending = [leading_to(other) for other in others[:RELATED_STORIES]]


def _with_corrections_at(place: str, show: Show) -> Show:
    """As a newsroom sees it that has its corrections there."""

    def show_part(request: HttpRequest, language: str) -> TemplateResponse:
        paper = imprint(language)
        paper.corrections_at = place
        with shown_with(paper):
            response = show(request, language)
            response.render()
            return response

    return show_part


def _blocks(kind: str, language: str) -> Context:
    story = scenery.story(language, body=bodies.states_of(kind, language))
    reading = reading_of(story)
    reading.related = {other["story"].pk: other["story"] for name, other in bodies.states_of("related", language)}
    return {"page": Bare(), "story": story, "reading": reading, "posters": bodies.posters()}


def _of_block(kind: str) -> dict[str, Exhibit]:
    label = Body().child_blocks[kind].label
    tell = partial(_blocks, kind)
    name = kind.replace("_", "-")
    return {
        f"block-{name}": Exhibit(BLOCKS, label, page("demo/gallery/blocks.html", tell)),
        f"block-{name}-text": Exhibit(TEXT_BLOCKS, label, page("demo/gallery/text_blocks.html", tell)),
    }


def _signed(language: str) -> list[Context]:
    return [{"corrections": list(scenery.corrections(language, *LESSER, *RETRACTION))}]


def _info(kind: str, language: str) -> Context:
    said = words.of(language)
    body = scenery.body_of([block for block in bodies.every_block(language) if block[0] != "embed"])
    info = InfoPage(title=said.long, slug="gallery", kind=kind, standfirst=said.standfirst, locale=locale_of(language))
    info.body = body
    people = [scenery.author(language), scenery.author(language, bare=True)]
    return {"page": info, "staff": [(said.short, people), (said.unbroken, people)] if kind == "masthead" else []}


WHOLE = _story()
STORY = {
    "story": Exhibit(STORIES, _("Every block of a body"), WHOLE),
    "story-text": Exhibit(STORIES, _("Text edition"), as_text(WHOLE, TEXT_STORY)),
    "story-short": Exhibit(
        STORIES, _("Three words, no picture"), _story(title=lambda said: said.short, lead_picture=None)
    ),
    "story-long": Exhibit(
        STORIES, _("Fourteen words"), _story(title=lambda said: said.long, updated_at=timezone.now())
    ),
    "story-unbroken": Exhibit(
        STORIES, _("The longest words"), _story(title=lambda said: said.unbroken, standfirst=lambda said: said.unbroken)
    ),
    "story-bare": Exhibit(
        STORIES, _("Nothing but a headline and a text"), _story(standfirst="", lead_picture=None, section=None)
    ),
    "story-corrected-top": Exhibit(
        STORIES, _("Corrections at the top"), _with_corrections_at("top", _story(kinds=LESSER))
    ),
    "story-corrected": Exhibit(
        STORIES, _("Corrections at the foot"), _with_corrections_at("foot", _story(kinds=LESSER))
    ),
    "story-retracted": Exhibit(STORIES, pgettext_lazy("a story", "Retracted"), _story(kinds=(*LESSER, *RETRACTION))),
    "story-retracted-text": Exhibit(
        STORIES, _("Retracted, text edition"), as_text(_story(kinds=(*LESSER, *RETRACTION)), TEXT_STORY)
    ),
    "corrections": Exhibit(
        STORIES, _("Corrections of every kind"), parts("stories/corrections.html", _signed, within="story")
    ),
}
INFO = {
    f"info-{kind}{ending}": Exhibit(INFOS, label, page(template, partial(_info, kind)))
    for kind, label in (("masthead", _("With the list of staff")), ("contact", _("With the imprint")))
    for ending, template in (("", "front/info.html"), ("-text", "front/text/info.html"))
}
ALONE = [_of_block(kind) for kind in bodies.STATES]
EXHIBITS = STORY | INFO | {name: one for names in ALONE for name, one in names.items() if not name.endswith("-text")}
EXHIBITS |= {name: one for names in ALONE for name, one in names.items() if name.endswith("-text")}
