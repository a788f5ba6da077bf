"""A full disk while publishing: the old page is whole, the desk is told, the text is kept, and freeing it mends all."""

import errno
import os
import subprocess

import pytest

from tests.servers import wait_for

pytestmark = pytest.mark.drill

PUBLISH = """
from freesheet.public.stories.models import Story
story = Story.objects.get(slug="ferry-returns")
story.title = "A headline for a full disk"
story.body = [("paragraph", "<p>" + "Every word of it is kept. " * 4000 + "</p>")]
story.save_revision().publish()
"""
SHEET = "from freesheet.doors.press.models import Sheet; s = Sheet.objects.get(path='{}'); print(s.stale, s.error)"
TITLE = "from freesheet.public.stories.models import Story; print(Story.objects.get(slug='ferry-returns').title)"
ADDRESS = "from freesheet.public.stories.models import Story; print(Story.objects.get(slug='ferry-returns').address)"


@pytest.fixture
def small_disk(newsroom):
    """The folder of pressed pages as a disk of 8 MB: a real one (tmpfs)."""
    pressed = newsroom.data / "pressed"
    kept = newsroom.data / "kept"
    pressed.rename(kept)
    pressed.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(pressed)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    subprocess.run(["cp", "-a", f"{kept}/.", str(pressed)], check=True)
    yield pressed
    subprocess.run(["umount", "-l", str(pressed)], check=True)


def fill(folder) -> None:
    """Write until nothing more fits, to the last block."""
    ballast = os.open(folder / "ballast", os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(ballast, os.urandom(4096))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
    finally:
        os.close(ballast)


def test_a_full_disk_keeps_the_old_page_and_the_text(newsroom, small_disk):
    newsroom.start()
    address = newsroom.python(ADDRESS)
    before = newsroom.get(address)
    fill(small_disk)

    newsroom.python(PUBLISH)

    assert newsroom.get(address).body == before.body
    assert newsroom.python(TITLE) == "A headline for a full disk"
    wait_for(lambda: "No space left" in newsroom.python(SHEET.format(address)), what="the failed press to be noted")
    assert not list(small_disk.rglob("*.part")), "no half file stays"

    (small_disk / "ballast").unlink()
    wait_for(lambda: "full disk" in newsroom.get(address).text, seconds=60, what="the page to be pressed by itself")
    is_settled = SHEET.format(address)  # the bytes are there a moment before their row says so
    wait_for(lambda: newsroom.python(is_settled).strip() == "False", what="the sheet to be settled")
