"""What the journeys find already there beside the cast: accounts, a story with every block, a translation, newsletters.

Rule    nothing here makes a worker ask another site: the embed's poster counts as fetched
"""

import io
from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image

from freesheet.demo import building
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.models import Issue, Newsletter, Subscription
from freesheet.private.readers.models import Reader
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Poster, Story
from freesheet.staff.models import User
from tests.journeys.people import PASSWORD, SECRET

EMBED = "https://youtu.be/dQw4w9WgXcQ"
STAFF = (("Hedda", "Editor"), ("Ines", "Editor"), ("Tobiah", "Writer"))

NEWSLETTERS = (("en", "Morning", "morning"), ("en", "Evening", "evening"), ("uk", "Ранок", "ranok"))
GETS = {"morning": "orla@example.org", "ranok": "oles@example.org"}
"""Who gets a newsletter already, by its slug."""
ISSUE = [
    ("text", "<p>The lock is open.</p>"),
    ("stories", {"section": None, "topic": None, "title": "New", "count": 3}),
]


def lay_out() -> None:
    """Everything that is kept for all runs."""
    for name, role in STAFF:
        user = User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, first_name=name)
        user.groups.add(Group.objects.get(name=role))
        TOTP.activate(user, SECRET)
    Poster.objects.create(url=EMBED)
    town, ada, water = (
        _find(model, slug) for model, slug in ((Section, "town"), (Author, "ada-brook"), (Topic, "water"))
    )
    now = timezone.now()
    sea = picture("Sea", "The sea at the mole", "teal")
    picture("Undescribed", "", "grey")
    whole = building.story(
        "whole-story",
        title="A story with everything in it",
        standfirst="Every block once.",
        section=town,
        bylines=[(ada, "words")],
        topics=[water],
        lead_picture=sea,
        body=every_block(sea),
        at=now - timedelta(minutes=20),
    )
    building.story(
        "long-ago",
        title="What happened long ago",
        section=town,
        bylines=[(ada, "words")],
        body=[("paragraph", "<p>It was another month.</p>")],
        at=now - timedelta(days=45),
    )
    _translate(whole, town, ada, water)
    _found_newsletters(ada)


def send_issues() -> None:
    """An issue of each language's first newsletter to its reader, for whoever carries the mail of this run."""
    for newsletter in Newsletter.objects.filter(slug__in=GETS):
        steering.send(Issue.objects.create(newsletter=newsletter, subject=f"{newsletter.name}: the lock", body=ISSUE))


def picture(title: str, alt: str, colour: str) -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(data, "JPEG")
    made = Picture(title=title, description=alt, credit="Grace Lind")
    made.file = ImageFile(io.BytesIO(data.getvalue()), name=f"{title.lower()}.jpg")
    made.file_size = len(data.getvalue())
    made.save()
    return made


def every_block(sea: Picture) -> list[dict[str, Any]]:
    """Each block a story can have, once, as raw data; its words begin with what it is."""
    mole = picture("Mole", "The mole", "navy")
    columns = [{"type": "text", "heading": "Table line"}, {"type": "number", "heading": "Crossings"}]
    table = {"columns": columns, "rows": [{"values": ["Night ferry", "330"]}], "caption": ""}
    related = Story.objects.get(slug="council-votes").pk
    blocks = {
        "heading": "Heading of a part",
        "paragraph": "<p>Paragraph with a <a href='https://example.org/'>link</a>.</p>",
        "quote": {"text": "Quote of the harbour master.", "attribution": "Harbour master"},
        "pull_quote": {"text": "Pull quote, larger.", "attribution": ""},
        "list": {"ordered": True, "items": ["<p>List, first</p>", "<p>List, second</p>"]},
        "info_box": {"heading": "Info box", "text": "<p>Built in 1911.</p>"},
        "related": {"story": related},
        "picture": {"picture": mole.pk, "caption": "Picture in the text", "size": "text"},
        "gallery": {"pictures": [sea.pk, mole.pk], "caption": "Gallery of two"},
        "table": {"caption": "Table of crossings", "table": table, "source": "Harbour office"},
        "embed": {"url": EMBED, "title": "Embed from above", "caption": ""},
        "button": {"text": "Button to the council", "url": "/town/"},
    }
    return [{"type": kind, "value": value} for kind, value in blocks.items()]


def _translate(whole: Story, town: Section, ada: Author, water: Topic) -> None:
    section = building.masthead(Section, "town", "uk", original=town, name="Місто", order=1)
    author = building.masthead(Author, "ada-brook", "uk", original=ada, name="Ада Брук")
    topic = building.masthead(Topic, "water", "uk", original=water, name="Вода")
    building.story(
        "whole-story",
        language="uk",
        translation_key=whole.translation_key,
        title="Історія, у якій є все",
        standfirst="Кожен блок по разу.",
        section=section,
        bylines=[(author, "words")],
        topics=[topic],
        body=[("paragraph", "<p>Текст українською.</p>")],
        at=whole.first_published_at,
    )


def _found_newsletters(ada: Author) -> None:
    """Two in English, one in Ukrainian; the first of each language has one reader."""
    told = {"group": "Every day", "description": "What to know before the first ferry.", "frequency": "Weekdays at 7"}
    for order, (language, name, slug) in enumerate(NEWSLETTERS):
        fields = {"locale": building.locale(language), "name": name, "slug": slug, "order": order}
        newsletter = Newsletter.objects.create(host=ada if language == "en" else None, **fields, **told)
        if slug in GETS:
            reader = Reader.objects.create(email=GETS[slug], language=language, proven_at=timezone.now())
            Subscription.objects.create(reader=reader, newsletter=newsletter).confirm()


def _find(model: Any, slug: str) -> Any:
    return model.objects.get(slug=slug, locale__language_code="en")
