"""PostgreSQL really stopped: readers notice nothing, forms say so plainly, and recovery needs no restart."""

import pytest

from tests.drills.conftest import CAST
from tests.servers import Newsroom, wait_for

pytestmark = pytest.mark.drill

SIGNED_IN = "freesheet_desk=" + "a" * 32
RENAME = """
from freesheet.public.masthead.models import Author
ada = Author.objects.get(slug="ada-brook")
ada.name = "Ada Recovered"
ada.save()
"""
PICTURE = """
import io
from django.core.files.images import ImageFile
from PIL import Image
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story
data = io.BytesIO()
Image.new("RGB", (900, 600), "teal").save(data, "JPEG")
picture = Picture(title="Sea", description="The sea")
picture.file = ImageFile(io.BytesIO(data.getvalue()), name="sea.jpg")
picture.file_size = len(data.getvalue())
picture.save()
story = Story.objects.first()
story.lead_picture = picture
story.save()
"""
PATHS = (
    "from freesheet.doors.press.models import Sheet\n"
    "print(*Sheet.objects.filter(status=200).exclude(path__contains='/errors/').values_list('path', flat=True))"
)


def test_a_stopped_database_stops_no_reader(postgres, tmp_path):
    newsroom = Newsroom(tmp_path / "newsroom", {"FREESHEET_DATABASE_URL": postgres.create("newsroom")})
    newsroom.command("prepare")
    newsroom.python(CAST)
    newsroom.python(PICTURE)
    newsroom.command("work", "--until-idle")
    paths = newsroom.python(PATHS).split()
    pictures = [
        f"/{file.relative_to(newsroom.data / 'pressed')}" for file in (newsroom.data / "pressed/media").rglob("*.jpg")
    ]
    assert pictures
    newsroom.start()
    try:
        before = {path: newsroom.get(path).body for path in paths + pictures}
        assert newsroom.get("/healthz").status == 200

        postgres.stop()
        assert newsroom.kill(containing="freesheet work"), "a worker that begins without the database waits for it"
        for path, body in before.items():
            reply = newsroom.get(path)
            assert (reply.status, reply.body) == (200, body)
        assert newsroom.get("/nothing/").status == 404
        desk = newsroom.get("/desk/account/login/", cookie=SIGNED_IN)
        assert desk.status == 503
        assert "retry-after" in desk.headers
        assert newsroom.get("/healthz").status == 503

        postgres.start()
        wait_for(lambda: newsroom.get("/healthz").status == 200, what="the database to be used again")
        assert newsroom.get("/desk/account/login/", cookie=SIGNED_IN).status == 200
        newsroom.python(RENAME)
        wait_for(
            lambda: "Ada Recovered" in newsroom.get("/author/ada-brook/").text,
            seconds=60,
            what="the worker to press again",
        )
        assert newsroom.log.read_text().count("Starting it again") == 1, "for the worker that was killed"
    finally:
        newsroom.remove()
