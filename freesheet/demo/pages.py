"""The demo newsroom's pages about itself, and its list of staff.

Rule    what is there is left as it is
"""

from freesheet.demo import building, reading
from freesheet.demo.bodies import Bodies
from freesheet.public.front.models import FrontPage, InfoPage


def build(bodies: Bodies) -> None:
    """Publish every page that is not there yet; the same kind in two languages is one page twice."""
    for words in reading.pages():
        front = FrontPage.objects.get(locale__language_code=words["locale"])
        if InfoPage.objects.child_of(front).filter(slug=words["slug"]).exists():
            continue
        page = InfoPage(
            title=words["title"],
            slug=words["slug"],
            kind=words["kind"],
            standfirst=words["standfirst"],
            body=bodies.raw(words["body"]),
            locale=building.locale(words["locale"]),
            live=False,
        )
        twin = InfoPage.objects.filter(kind=words["kind"]).exclude(locale=page.locale).first()
        if twin is not None:
            page.translation_key = twin.translation_key
        front.add_child(instance=page)
        page.save_revision().publish()
