"""Pictures on pages: {% picture p "card" sizes="…" %}, {% picture_url p "social" %} and {% picture_link p %}.

Rule    no query: all that is shown stands on the picture's row
Source  HTML Living Standard, 4.8.1 (picture, source, srcset); WCAG 2.2, 1.1.1
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from freesheet.doors.press.rendering.recording import touch
from freesheet.public.pictures.files.variants import VARIANTS, Served
from freesheet.public.pictures.models import Picture

register = template.Library()
FALLBACK_PIXELS, MODEST_PIXELS = 1280, 800
PRIORITY, LAZY = mark_safe('fetchpriority="high"'), mark_safe('loading="lazy" decoding="async"')


@register.simple_tag
def picture(
    picture: Picture | None,
    variant: str = "full",
    *,
    sizes: str = "100vw",
    priority: bool = False,
    css: str = "",
) -> SafeString:
    """One picture as readers get it; nothing for None, a pulled picture, or one without alternative text.

    variant     "full" (uncut), "card" (3:2), "portrait" (1:1) or "social" (1.91:1)
    sizes       the width it will have on the page, as in HTML's sizes attribute
    priority    for the one picture a reader sees first: fetched at once, not lazily
    css         classes for the outer element
    Until its files are made, a grey shape of the same ratio stands there, named by its alternative text.
    """
    if picture is None:
        return mark_safe("")
    touch(picture.key)
    if picture.problems():
        return mark_safe("")
    if not picture.files(variant, "jpeg"):
        return _to_come(picture, variant, css)
    return format_html(
        "<picture{}>{}{}</picture>",
        format_html(' class="{}"', css) if css else "",
        _sources(picture, variant, sizes),
        _img(picture, variant, sizes, priority=priority),
    )


def served(picture: Picture | None, variant: str) -> Served | None:
    """A variant's widest JPEG; None where picture shows none."""
    if picture is None:
        return None
    touch(picture.key)
    return None if picture.problems() else picture.best(variant)


@register.simple_tag
def picture_url(picture: Picture | None, variant: str = "social") -> str:
    """The path of that file, /media/…; empty where picture shows none."""
    file = served(picture, variant)
    return file.path if file else ""


@register.simple_tag
def picture_link(picture: Picture | None, variant: str = "full") -> SafeString:
    """A picture where none is loaded: what it shows, leading to a modest JPEG of which the size is told.

    Nothing where picture shows none, and for a decorative one; without a link until its files are made.
    """
    if picture is None:
        return mark_safe("")
    touch(picture.key)
    if picture.problems() or not picture.alt:
        return mark_safe("")
    file = picture.best(variant, at_most=MODEST_PIXELS)
    if file is None:
        return format_html("<span>{}</span>", gettext("Picture: %s") % picture.alt)
    words = gettext("Picture: %(alt)s (%(kilobytes)d KB)") % {
        "alt": picture.alt,
        "kilobytes": max(1, round(file.bytes / 1000)),
    }
    return format_html('<a href="{}">{}</a>', file.path, words)


def _srcset(files: list[Served]) -> str:
    return ", ".join(f"{file.path} {file.width}w" for file in files)


def _sources(picture: Picture, variant: str, sizes: str) -> SafeString:
    kinds = [(kind, picture.files(variant, kind)) for kind in VARIANTS[variant].formats if kind != "jpeg"]
    return format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(files), sizes) for kind, files in kinds if files),
    )


def _img(picture: Picture, variant: str, sizes: str, *, priority: bool) -> SafeString:
    files = picture.files(variant, "jpeg")
    fallback = picture.best(variant, at_most=FALLBACK_PIXELS) or files[0]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}>',
        fallback.path,
        _srcset(files),
        sizes,
        files[-1].width,
        files[-1].height,
        picture.alt,
        PRIORITY if priority else LAZY,
    )


def _to_come(picture: Picture, variant: str, css: str) -> SafeString:
    width, height = picture.size_of(variant)
    name = format_html('role="img" aria-label="{}"', picture.alt) if picture.alt else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {} viewBox="0 0 {} {}" width="{}" height="{}">'
        '<rect width="100%" height="100%" fill="currentColor" fill-opacity="0.08"/></svg>',
        f"picture-to-come {css}".strip(),
        name,
        *(width, height, width, height),
    )
