"""What stands on every page of an edition: masthead, navigation, footer, and the stylesheet in its head.

Rule    read once a page, however many slots ask; every page shows the imprint and the navigation
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, TranslatableMixin

from freesheet.doors.press.rendering.recording import frozen, touch
from freesheet.doors.press.rendering.shared import shared
from freesheet.kit.editions import Edition, languages
from freesheet.public.masthead import keys
from freesheet.public.masthead.links import Link, of_sections, resolved
from freesheet.public.masthead.models import Imprint, Section, imprint
from freesheet.public.masthead.previewing import shown_instead
from freesheet.public.theme.editions import Twin
from freesheet.public.theme.looks.palette import DAY, NIGHT
from freesheet.public.theme.looks.stylesheet import Looks, stylesheet, text_stylesheet
from freesheet.public.theme.pages import PublicPage, keep, once


@dataclass(frozen=True)
class Furniture:
    """An edition's standing elements on one page; nobody changes the rows in it, which all pages share."""

    language: str
    imprint: Imprint
    sections: list[Section]
    navigation: list[Link]
    columns: list[tuple[str, list[Link]]]
    editions: list[Twin] = field(default_factory=list)

    @property
    def linked(self) -> set[str]:
        """Keys of the pages and sections that navigation and footer lead to."""
        links = [*self.navigation, *(link for _, links in self.columns for link in links)]
        return {*(section.key for section in self.sections), *(key for link in links for key in link.keys)}

    @property
    def keys(self) -> set[str]:
        """Of what every page shows of it; whoever shows a picture touches it."""
        return {keys.IMPRINT.of(self.language), keys.sections_key(self.language), *self.linked}

    @property
    def looks(self) -> Looks:
        rules = {section.css_class: section.colour for section in self.sections if section.colour}
        return Looks(self.imprint.accent, self.imprint.headline_font, self.imprint.text_font, rules)

    @property
    def fonts(self) -> list[str]:
        return self.looks.fonts(self.language)

    @property
    def later_fonts(self) -> list[str]:
        return self.looks.later_fonts(self.language)

    @property
    def css(self) -> SafeString:
        """The whole style, where it is not to be kept as a file: in a preview."""
        return mark_safe(self.looks.css() if shown_instead(self.language) else "")  # noqa: S308 (our own CSS)

    @property
    def stylesheet(self) -> str:
        """The path of the style's file."""
        return stylesheet(self.looks)

    @property
    def text_stylesheet(self) -> str:
        """The path of the text edition's."""
        return text_stylesheet(self.imprint.accent)


def furniture(page: PublicPage | None) -> Furniture:
    """The furniture of a page, kept on it for the next slot; touches what it shows."""
    kept = once(page, "furniture", lambda: replace(shared("furniture", _of_edition), editions=editions_of(page)))
    touch(*kept.keys)
    return kept


def _of_edition() -> Furniture:
    language = Edition.current().language
    sections = list(Section.objects.select_related("locale").filter(locale__language_code=language))
    paper = imprint(language)
    columns = [block.value for block in paper.footer]
    navigation, *linked = resolved([paper.navigation, *(column["links"] for column in columns)])
    standing = Furniture(
        language=language,
        imprint=paper,
        sections=sections,
        navigation=navigation or of_sections(sections),
        columns=[(column["title"], links) for column, links in zip(columns, linked, strict=True) if links],
    )
    touch(*standing.keys)
    with frozen():  # they are read with the imprint, and followed by the pages that show them
        touch(*(picture.key for picture in (paper.logo, paper.logo_dark, paper.social_picture) if picture))
    return standing


def editions_of(page: PublicPage | None) -> list[Twin]:
    """All editions that have this page, its own among them; empty when there is only its own."""
    if has_editions := getattr(page, "editions", None):
        return list(has_editions())
    if not isinstance(page, TranslatableMixin):
        return []
    touch(keys.translations_key(page.translation_key))
    others = once(page, "translations", lambda: list(_translations_of([page])))
    found = [twin for twin in [page, *others] if twin.address]
    touch(*(twin.key for twin in found if twin is not page))
    order = languages()
    editions = [
        Twin(Edition(twin.locale.language_code), twin.address) for twin in found if twin.locale.language_code in order
    ]
    return sorted(editions, key=lambda one: order.index(one.language)) if len(editions) > 1 else []


def keep_translations(pages: Sequence[TranslatableMixin]) -> None:
    """Read the translations of several rows of one model at once, for editions_of() to find."""
    translations = defaultdict(list)
    for twin in _translations_of(pages):
        translations[twin.translation_key].append(twin)
    for page in pages:
        keep(page, "translations", [twin for twin in translations[page.translation_key] if twin.pk != page.pk])


def _translations_of(pages: Sequence[TranslatableMixin]) -> Any:
    """The others, as far as they can be read; with several rows, also these."""
    model = type(pages[0])
    twins = model._default_manager.filter(translation_key__in=[page.translation_key for page in pages])
    twins = twins.select_related("locale")
    if len(pages) == 1:
        twins = twins.exclude(pk=pages[0].pk)
    return twins.filter(live=True) if issubclass(model, Page) else twins


def section_of(page: PublicPage) -> Section | None:
    """The section that a page is, or stands in."""
    return page if isinstance(page, Section) else getattr(page, "section", None)


def _render(template: str, page: PublicPage, **more: Any) -> SafeString:
    context = {"page": page, "furniture": furniture(page), **more}
    return render_to_string(f"masthead/{template}", context)


def _linked_key(page: PublicPage) -> str:
    """The page's key if one of the links on every page leads to it, and is marked there; else empty."""
    key = getattr(page, "key", "")  # an answer to one reader has none
    return key if key in furniture(page).linked else ""


def masthead(page: PublicPage) -> SafeString:
    section = section_of(page)
    marked = {"linked_key": _linked_key(page), "section_key": section.key if section else ""}
    return _render("masthead.html", page, section=section, **marked)


def footer(page: PublicPage) -> SafeString:
    return _render("footer.html", page, linked_key=_linked_key(page))


def head(page: PublicPage) -> SafeString:
    """The stylesheet in the newsroom's colours, the paper's name, and the page's other editions."""
    return _render("head.html", page, day=DAY.paper, night=NIGHT.paper)


def text_masthead(page: PublicPage) -> SafeString:
    return _render("text/masthead.html", page)


def text_footer(page: PublicPage) -> SafeString:
    return _render("text/footer.html", page)


def text_head(page: PublicPage) -> SafeString:
    """The text edition's small stylesheet, in the newsroom's accent."""
    return _render("text/head.html", page)
