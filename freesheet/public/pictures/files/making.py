"""Making the files that readers get of a picture.

Rule    every file kept has its row before the next is kept, due to go until the picture shows it
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from PIL import Image

from freesheet.doors.press import store
from freesheet.public.pictures.files import imaging, variants
from freesheet.public.pictures.files.published import Making, PublishedFile
from freesheet.public.pictures.files.variants import FORMATS, VARIANTS
from freesheet.public.pictures.metadata.packet import packet
from freesheet.public.pictures.models import Picture
from freesheet.work import actions as work
from freesheet.work.models import Due

log = logging.getLogger(__name__)
UNSHOWN_FOR = timedelta(hours=1)
"""How long a file may wait to be shown by its picture before it counts as left behind by a crash."""
OLD_FOR = timedelta(minutes=10)
"""How long replaced files stay: readers' open pages and edges still name them."""
FILES_LOCK = 0x50494358  # any number of ours: PostgreSQL's advisory lock between confirming and removing files


class LostError(Exception):
    """Somebody ordered the picture anew, pulled or deleted it, or removed a file of it, while we worked."""


def make(making: Making) -> None:
    """Make all files of a claimed row's picture, and have its pages show them.

    A new original's JPEGs are shown as soon as they are there, about a second after the upload, and it
    goes to the end of the queue: no page should stand long without its picture because another's AVIF
    is being made. AVIF and WebP follow. For an original that pages show
    already, nothing changes until all is there, so that they are pressed once. A bad original fails the
    row, in words, and raises nothing.
    """
    picture = making.picture
    if picture.pulled_at:
        work.done(making)
        return
    try:
        size = (picture.width, picture.height)
        with picture.open_file() as file:
            pixels = imaging.upright(file, spare=variants.spare(size))
        jpegs = _keep_all(picture, pixels, ["jpeg"])
        if picture.srcsets.get("of") != picture.file.name:
            if show(making, picture, jpegs, complete=False):
                work.later(making, timezone.now())
            return
        rest = _keep_all(picture, pixels, [kind for kind in FORMATS if kind != "jpeg"])
        show(making, picture, [*jpegs, *rest], complete=True)
    except LostError:
        return
    except (OSError, ValueError, SyntaxError) as problem:
        log.exception("making the files of picture %s failed", picture.pk)
        work.failed(making, f"{type(problem).__name__}: {problem}")


class Encoded(NamedTuple):
    """One file of a picture, made and not yet kept."""

    variant: str
    format: str
    size: tuple[int, int]
    content: bytes


def _keep_all(picture: Picture, pixels: Image.Image, kinds: list[str]) -> list[PublishedFile]:
    """Encode and keep every variant in these formats, as one set; a row each, due to go until shown."""
    files = list(_encoded(picture, pixels, kinds))
    set_digest = store.digest(*(file.content for file in files))
    return [_row(picture, file, set_digest) for file in files]


def _encoded(picture: Picture, pixels: Image.Image, kinds: list[str]) -> Iterator[Encoded]:
    about, focus = packet(picture), _focus(picture)
    for variant in VARIANTS.values():
        box = variants.cut(pixels.size, variant.ratio, focus)
        cut = pixels.crop(box) if variant.ratio else pixels
        for width in variant.widths_of(cut.width):
            sized = cut.resize((width, variant.height_of(width, cut.size)), Image.Resampling.LANCZOS)
            for kind in [kind for kind in variant.formats if kind in kinds]:
                yield Encoded(variant.name, kind, sized.size, imaging.encoded(sized, kind, about))


def _row(picture: Picture, file: Encoded, set_digest: str) -> PublishedFile:
    width, height = file.size
    row = PublishedFile(
        picture=picture,
        variant=file.variant,
        format=file.format,
        width=width,
        height=height,
        size_bytes=len(file.content),
        path=store.keep(file.content, f"-{file.variant}-{width}{FORMATS[file.format]}", set_digest=set_digest),
        due_at=timezone.now() + UNSHOWN_FOR,
    )
    try:
        row.save()
    except IntegrityError:  # the picture was deleted meanwhile
        row.picture = None
        row.save()
        raise LostError from None
    return row


def _focus(picture: Picture) -> tuple[float, float]:
    point = picture.get_focal_point()
    if point is None:
        return (0.5, 0.5)
    x, y = point.centroid
    return (min(x / picture.width, 1.0), min(y / picture.height, 1.0))


def show(making: Making, picture: Picture, files: list[PublishedFile], *, complete: bool) -> bool:
    """Have the picture's pages show these files and none else; the ones before them go later.

    complete    the row's work is done with them
    returns     False if the row was not ours any more: nothing changed, and the files will go by themselves
    """
    try:
        with transaction.atomic():
            one_at_a_time()
            ours = work.done(making) if complete else _still_ours(making)
            if not ours or not all(store.kept_file(file.path).exists() for file in files):
                raise LostError
            confirmed = [file.pk for file in files]
            old = PublishedFile.objects.filter(picture=picture, due_at=None).exclude(pk__in=confirmed)
            old.update(due_at=timezone.now() + OLD_FOR)
            PublishedFile.objects.filter(pk__in=confirmed).update(due_at=None, lease_until=None, attempts=0, error="")
            picture.srcsets = {"of": picture.file.name, "variants": variants.described(files)}
            picture.save(update_fields=["srcsets"])
    except LostError:
        return False
    return True


def _still_ours(row: Due) -> bool:
    return type(row)._default_manager.select_for_update().filter(pk=row.pk, epoch=row.epoch).exists()


def one_at_a_time() -> None:
    """Inside a transaction: until it ends, nobody else confirms or removes files.

    SQLite's IMMEDIATE transactions are one at a time, so there it holds by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FILES_LOCK])
