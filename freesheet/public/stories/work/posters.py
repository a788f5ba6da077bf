"""Posters of embeds: fetched once, by a worker, and kept with us, so that no reader's page asks anybody.

Rule    an embed is whole without its poster; one that cannot be had is left without
"""

import io
import json
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.doors.outside import door, network
from freesheet.doors.press import actions as press
from freesheet.doors.press import store
from freesheet.doors.press.rendering.recording import touch
from freesheet.public.pictures.files import imaging
from freesheet.public.stories.body import answers
from freesheet.public.stories.body.players import player_of
from freesheet.public.stories.models import Poster, Story
from freesheet.work import actions as work
from freesheet.work.kinds import Kind

FACTS_BYTES = 64 * 1024
POSTER_BYTES = 4 * 1024 * 1024
POSTER_SIZE = (960, 540)


def embeds_of(story: Story) -> Iterable[str]:
    """Addresses of the embeds in a story's body that we can play."""
    return {answer.value for answer in answers.embeds(story.body) if player_of(answer.value)}


def want(story: Story) -> None:
    """Have the posters of a story's embeds fetched that we do not have yet; in the caller's transaction."""
    for url in embeds_of(story):
        try:
            with transaction.atomic():
                Poster.objects.get_or_create(url=url, defaults={"due_at": timezone.now()})
        except IntegrityError:
            continue  # another story wants it at this very moment


def posters_of(story: Story) -> dict[str, Poster]:
    """The posters of the story being rendered, by their embeds' addresses; touched, fetched or not."""
    wanted = set(embeds_of(story))
    found = {poster.url: poster for poster in Poster.objects.filter(url__in=wanted)} if wanted else {}
    touch(*(poster.key for poster in found.values()))
    return found


def fetch_all(posters: list[Poster]) -> None:
    for poster in posters:
        try:
            picture = _fetched(poster.url)
        except network.Unreachable as trouble:
            work.failed(poster, str(trouble))
        except (network.Refused, ValueError, OSError, SyntaxError):
            work.done(poster)  # it has none that we can use
        else:
            _keep(poster, picture)


def _keep(poster: Poster, picture: bytes) -> None:
    try:
        path = store.keep(picture, ".jpg")
    except OSError as trouble:
        work.failed(poster, str(trouble))  # a full disk: there may be room later
        return
    with transaction.atomic():
        if work.done(poster, path=path):
            press.order({poster.key})


def _fetched(url: str) -> bytes:
    player = player_of(url)
    if player is None:
        raise ValueError(url)
    facts = door.fetch(player.facts_url, types=("application/json", "text/javascript"), limit_bytes=FACTS_BYTES)
    told = json.loads(facts.body)
    address = told.get("thumbnail_url") if isinstance(told, dict) else None
    if not isinstance(address, str):
        raise ValueError("no poster")
    image = door.fetch(address, types=("image/jpeg", "image/webp", "image/png"), limit_bytes=POSTER_BYTES)
    return _redrawn(image.body)


def _redrawn(original: bytes) -> bytes:
    """Our own JPEG of somebody's picture: what they hid in theirs stays behind."""
    with imaging.opened(io.BytesIO(original)) as header:
        if header.width * header.height > 20_000_000:
            raise ValueError("a poster of that size")
    pixels = imaging.upright(io.BytesIO(original))
    pixels.thumbnail((POSTER_SIZE[0], POSTER_SIZE[0]))
    return imaging.encoded(pixels, "jpeg", b"")


POSTERS = Kind(
    name="posters of embeds",
    label=gettext_lazy("picture over an embed"),
    model=Poster,
    do=fetch_all,
    limit=1,
    lease_seconds=60,
    waits_on_others=True,
)
