"""Laying out the tree: a front page and an archive for every edition.

Rule    idempotent: what stands is left as editors have made it
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from freesheet.public.front import pressing
from freesheet.public.front.models import FrontPage
from freesheet.public.stories.models import Archive


@transaction.atomic
def lay_out(languages: Sequence[str]) -> None:
    """Make sure that each language has its locale, front page and archive, and that the site shows them."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in languages]
    root = Page.objects.get(depth=1)
    first = _front_page(root, locales[0], original=None)
    for locale in locales[1:]:
        _front_page(root, locale, original=first)
    _site(first)
    _remove_welcome_page(first)
    pressing.place_archives(languages)


def _front_page(root: Page, locale: Locale, *, original: FrontPage | None) -> FrontPage:
    front = FrontPage.objects.filter(locale=locale).first()
    if front is None:
        slug = f"front-{locale.language_code}"
        front = FrontPage(title=str(locale), slug=slug, locale=locale)
        if original is not None:
            front.translation_key = original.translation_key
        root.add_child(instance=front)
        front.save_revision(changed=False)  # so that two editors are told of each other from the first change on
    if not Archive.objects.child_of(front).exists():
        archive = Archive(title="Archive", slug="archive", locale=locale)
        first = Archive.objects.exclude(locale=locale).first()
        if first is not None:
            archive.translation_key = first.translation_key
        front.add_child(instance=archive)
    return front


def _site(front: FrontPage) -> None:
    url = urlsplit(settings.SITE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = (url.hostname or "localhost", port, front.pk)
    if (site.hostname, site.port, site.root_page_id) != wanted:
        site.hostname, site.port, site.root_page = url.hostname or "localhost", port, front
        site.save()


def _remove_welcome_page(front: FrontPage) -> None:
    """Wagtail's first migration leaves a page that welcomes to Wagtail."""
    welcome = Page.objects.filter(depth=2, slug="home").exact_type(Page)
    for page in welcome.exclude(pk=front.pk):
        page.delete()
