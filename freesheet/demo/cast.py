"""The cast: a small named newsroom that tests build on. Grace and Ada write; eight stories, two sections."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from freesheet.demo import building
from freesheet.kit import rooms
from freesheet.kit.editions import languages
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.stories.models import Story

HEADLINES = (
    ("ferry-returns", "The night ferry returns", "harbour"),
    ("council-votes", "Council votes for the lock", "town"),
    ("mill-reopens", "The paper mill reopens its doors", "town"),
    ("herring-late", "Herring come late this year", "harbour"),
    ("bridge-shut", "Bridge shut for two nights", "town"),
    ("lighthouse-keeper", "A keeper for the lighthouse", "harbour"),
    ("school-roof", "School roof holds after storm", "town"),
    ("tide-tables", "How the tide tables are made", "harbour"),
)


@dataclass
class Cast:
    """Everybody and everything, by name."""

    ada: Author
    grace: Author
    town: Section
    harbour: Section
    water: Topic
    stories: list[Story]


def assemble(count: int = len(HEADLINES)) -> Cast:
    """Lay out the tree and publish the first so many stories, an hour apart, the newest first."""
    rooms.lay_out_all(languages())
    building.imprint("en", name="The Tidewater", motto="News that floats")
    building.imprint("uk", name="Приплив")
    ada = building.masthead(Author, "ada-brook", name="Ada Brook", job="Reporter")
    grace = building.masthead(Author, "grace-lind", name="Grace Lind", job="Editor")
    town = building.masthead(Section, "town", name="Town", order=1)
    harbour = building.masthead(Section, "harbour", name="Harbour", order=2)
    water = building.masthead(Topic, "water", name="Water")
    sections = {"town": town, "harbour": harbour}
    now = timezone.now()
    stories = [
        building.story(
            slug,
            title=headline,
            standfirst=f"{headline}: what we know so far.",
            section=sections[section],
            bylines=[(ada if number % 2 else grace, "words")],
            topics=[water] if section == "harbour" else [],
            body=[("paragraph", f"<p>{headline}. The rest of the story follows here.</p>")],
            at=now - timedelta(hours=number),
        )
        for number, (slug, headline, section) in enumerate(HEADLINES[:count])
    ]
    return Cast(ada=ada, grace=grace, town=town, harbour=harbour, water=water, stories=stories)
