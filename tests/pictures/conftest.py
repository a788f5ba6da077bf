"""Small pictures made on the spot, and somebody at the desk."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from freesheet.public.pictures.files.published import Making
from freesheet.public.pictures.models import Picture
from freesheet.staff.models import User
from freesheet.work import actions as work
from freesheet.work.loop import drain

DATA = Path(__file__).parent / "data"
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (250, 250, 250)


@pytest.fixture(autouse=True)
def desk(settings) -> None:
    """The desk as it will be set up, without its second factor: that is another room's test."""
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "freesheet.public.pictures.forms.PictureForm"
    settings.MEDIA_URL = "/desk/originals/"
    settings.ROOT_URLCONF = "tests.pictures.urls"
    cache.clear()  # Wagtail keeps renditions there by number, and every test's first picture has the same
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]


def quarters(width: int = 640, height: int = 480) -> Image.Image:
    """Four fields: red, green above; blue, white below. Small, for each is made in many sizes and formats."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """An image as a file's bytes."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def corners(image: Image.Image) -> list[str]:
    """The names of the colours near the four corners: upper left, upper right, lower left, lower right."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    image = image.convert("RGB")
    right, bottom = image.width - 1 - image.width // 8, image.height - 1 - image.height // 8
    spots = [
        (image.width // 8, image.height // 8),
        (right, image.height // 8),
        (image.width // 8, bottom),
        (right, bottom),
    ]

    def nearest(spot: tuple[int, int]) -> str:
        seen = image.getpixel(spot)
        return min(names, key=lambda name: sum((a - b) ** 2 for a, b in zip(names[name], seen, strict=True)))

    return [nearest(spot) for spot in spots]


@pytest.fixture
def upload(roots) -> Callable[..., Picture]:
    """Store a picture as an importer does: without a form."""

    def store(content: bytes | None = None, name: str = "harbour.jpg", **fields: Any) -> Picture:
        content = content if content is not None else saved(quarters())
        fields = {"title": "Harbour", "description": "Boats in the harbour", "credit": "Ada Brook", **fields}
        picture = Picture(file=SimpleUploadedFile(name, content), **fields)
        picture._set_image_file_metadata()
        picture.save()
        return picture

    return store


def made(picture: Picture) -> Picture:
    """The picture when the workers are through with it."""
    drain()
    return Picture.objects.get(pk=picture.pk)


def claimed(picture: Picture) -> Making:
    """Its making, as a worker of ours holds it."""
    return work.claim(Making.objects.filter(picture=picture), limit=1, lease_seconds=60)[0]


@pytest.fixture
def editor(roots, client) -> Client:
    """A client signed in as somebody who may do everything."""
    client.force_login(User.objects.create_superuser("ada@example.org", "a river under old bridges"))
    return client


@pytest.fixture
def later() -> Iterator[Callable[[timedelta], None]]:
    """Let so much time pass."""
    travels = []

    def pass_by(time: timedelta) -> None:
        travel = time_machine.travel(timezone.now() + time, tick=True)
        travel.start()
        travels.append(travel)

    yield pass_by
    for travel in reversed(travels):
        travel.stop()
