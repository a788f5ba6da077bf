"""What stands on every page of an edition: masthead, navigation, footer, and the stylesheet in its head.

Rule    read once a page, however many slots ask; every page shows the imprint and the navigation
"""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, TranslatableMixin

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition, languages
from freesheet.public.masthead import keys
from freesheet.public.masthead.links import Link, of_sections, resolved
from freesheet.public.masthead.models import Imprint, Section, imprint
from freesheet.public.masthead.previewing import shown_instead
from freesheet.public.theme.editions import Twin
from freesheet.public.theme.looks.palette import DAY, NIGHT
from freesheet.public.theme.looks.stylesheet import Looks, stylesheet, text_stylesheet
from freesheet.public.theme.pages import PublicPage, once


@dataclass(frozen=True)
class Furniture:
    """An edition's standing elements on one page."""

    language: str
    imprint: Imprint
    sections: list[Section]
    editions: list[Twin]
    navigation: list[Link]
    columns: list[tuple[str, list[Link]]]

    @property
    def keys(self) -> list[str]:
        linked = [*self.navigation, *(link for _, links in self.columns for link in links)]
        return [
            keys.IMPRINT.of(self.language),
            keys.sections_key(self.language),
            *(section.key for section in self.sections),
            *(key for link in linked for key in link.keys),
        ]

    @property
    def looks(self) -> Looks:
        rules = {section.css_class: section.colour for section in self.sections if section.colour}
        return Looks(self.imprint.accent, self.imprint.headline_font, self.imprint.text_font, rules)


def furniture(page: PublicPage | None) -> Furniture:
    """The furniture of a page, kept on it for the next slot; touches what it shows."""
    kept = once(page, "furniture", lambda: _furniture(page))
    touch(*kept.keys)
    return kept


def _furniture(page: PublicPage | None) -> Furniture:
    language = Edition.current().language
    sections = list(Section.objects.select_related("locale").filter(locale__language_code=language))
    paper = imprint(language)
    columns = [block.value for block in paper.footer]
    navigation, *linked = resolved([paper.navigation, *(column["links"] for column in columns)])
    return Furniture(
        language=language,
        imprint=paper,
        sections=sections,
        editions=editions_of(page),
        navigation=navigation or of_sections(sections),
        columns=[(column["title"], links) for column, links in zip(columns, linked, strict=True) if links],
    )


def editions_of(page: PublicPage | None) -> list[Twin]:
    """All editions that have this page, its own among them; empty when there is only its own."""
    if has_editions := getattr(page, "editions", None):
        return list(has_editions())
    if not isinstance(page, TranslatableMixin):
        return []
    touch(keys.translations_key(page.translation_key))
    others = page.get_translations().select_related("locale")
    if isinstance(page, Page):
        others = others.filter(live=True)
    found = [twin for twin in [page, *others] if twin.address]
    touch(*(twin.key for twin in found if twin is not page))
    order = languages()
    editions = [
        Twin(Edition(twin.locale.language_code), twin.address) for twin in found if twin.locale.language_code in order
    ]
    return sorted(editions, key=lambda one: order.index(one.language)) if len(editions) > 1 else []


def section_of(page: PublicPage) -> Section | None:
    """The section that a page is, or stands in."""
    return page if isinstance(page, Section) else getattr(page, "section", None)


def _render(template: str, page: PublicPage, **more: Any) -> SafeString:
    context = {"page": page, "furniture": furniture(page), **more}
    return render_to_string(f"masthead/{template}", context)


def masthead(page: PublicPage) -> SafeString:
    return _render("masthead.html", page, section=section_of(page))


def footer(page: PublicPage) -> SafeString:
    return _render("footer.html", page)


def head(page: PublicPage) -> SafeString:
    """The stylesheet in the newsroom's colours, the paper's name, and the page's other editions."""
    standing = furniture(page)
    looks, language = standing.looks, standing.language
    fonts = {"fonts": looks.fonts(language), "later_fonts": looks.later_fonts(language)}
    told = {"day": DAY.paper, "night": NIGHT.paper, **fonts}
    if shown_instead(language):  # a preview leaves no file behind
        return _render("head.html", page, css=mark_safe(looks.css()), **told)  # noqa: S308 (our own CSS)
    return _render("head.html", page, stylesheet=stylesheet(looks), **told)


def text_masthead(page: PublicPage) -> SafeString:
    return _render("text/masthead.html", page)


def text_footer(page: PublicPage) -> SafeString:
    return _render("text/footer.html", page)


def text_head(page: PublicPage) -> SafeString:
    """The text edition's small stylesheet, in the newsroom's accent."""
    return _render("text/head.html", page, stylesheet=text_stylesheet(furniture(page).imprint.accent))
