"""The picture over an embed: fetched by a worker, redrawn, kept with us, and shown when it is there."""

import io
import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from freesheet.demo import building
from freesheet.doors.outside import door
from freesheet.doors.press import store
from freesheet.public.stories.body.players import Player, player_of
from freesheet.public.stories.models import Poster
from freesheet.public.stories.work import posters
from freesheet.work import loop

pytestmark = pytest.mark.django_db(transaction=True)
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def photograph() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera with a serial number"
    Image.new("RGB", (1600, 900), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def provider(monkeypatch):
    """Somebody else's site on this machine: what it answers is the test's to say."""
    answers: dict[str, tuple[str, bytes]] = {"/still.jpg": ("image/jpeg", photograph())}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = answers.get(self.path.partition("?")[0], ("", b""))
            self.send_response(200 if body else 500)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    ask = partial(door.fetch, also=frozenset({"127.0.0.1"}), ports=frozenset({server.server_port}))
    monkeypatch.setattr(posters.door, "fetch", ask)
    monkeypatch.setattr(posters, "player_of", lambda url: Player("Here", "https://x.example/", f"{host}/facts"))
    answers["/facts"] = ("application/json", json.dumps({"thumbnail_url": f"{host}/still.jpg"}).encode())
    yield answers
    server.shutdown()
    server.server_close()


@pytest.fixture
def story(cast):
    return building.story(
        "with-a-film",
        title="With a film",
        section=cast.town,
        bylines=[(cast.ada, "words")],
        body=[("embed", {"url": VIDEO, "title": "A film", "caption": ""})],
    )


def test_a_poster_is_fetched_after_publishing_and_shown_from_our_own_files(provider, story):
    assert "embed-poster" not in store.file_of(story.address).read_text()
    loop.drain()

    path = Poster.objects.get().path
    assert f'src="{path}"' in store.file_of(story.address).read_text()
    kept = store.kept_file(path).read_bytes()
    assert b"serial number" not in kept
    assert Image.open(io.BytesIO(kept)).size == (960, 540)


def test_a_provider_that_is_away_is_asked_again_later(provider, story):
    provider["/facts"] = ("", b"")
    loop.drain()
    poster = Poster.objects.get()
    assert poster.due_at
    assert "500" in poster.error


@pytest.mark.parametrize(
    "facts", [b"[]", b"{}", b"not json", b'{"thumbnail_url": 7}', b'{"thumbnail_url": "file:///etc/passwd"}']
)
def test_an_embed_stays_whole_without_one(provider, story, facts):
    provider["/facts"] = ("application/json", facts)
    loop.drain()
    poster = Poster.objects.get()
    assert (poster.due_at, poster.path) == (None, "")
    assert "A film" in store.file_of(story.address).read_text()


def test_the_pages_of_two_providers_have_players():
    assert player_of(VIDEO).url.startswith("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ")
    assert player_of("https://vimeo.com/76979871").provider == "Vimeo"
    assert player_of("https://youtu.be/aqz-KE-bpKQ?t=3").provider == "YouTube"
    assert player_of("https://www.youtube.com.evil.example/watch?v=aqz-KE-bpKQ") is None
    assert player_of("javascript:alert(1)") is None
