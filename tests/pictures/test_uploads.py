"""What is refused at the door, in words, fast, and without filling memory (promise 39)."""

import io
import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from freesheet.public.pictures.files import uploads
from freesheet.public.pictures.metadata.facts import facts_of
from tests.pictures.conftest import DATA, quarters, saved

MOST_BYTES = 40 * 1024 * 1024


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, bits: int = 8, colours: int = 2, extra: bytes = b"") -> bytes:
    """A PNG of one flat colour, packed as tight as it goes, row by row."""
    row = b"\0" * (1 + width * bits * {0: 1, 2: 3, 6: 4}[colours] // 8)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row * 50) for _ in range(height // 50)) + packer.compress(row * (height % 50))
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    data = chunk(b"IDAT", rows + packer.flush())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + data + chunk(b"IEND", b"")


def gif(body: bytes, *, width: int = 100, height: int = 100) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + body + b";"


FRAME = b"!\xf9\x04\0\x01\0\0\0," + struct.pack("<HHHHB", 0, 0, 5, 5, 0) + b"\x02\x02\x44\x01\x00"


def webp(width: int, height: int) -> bytes:
    """An animation whose canvas is as large as said, with one small frame."""
    still = saved(Image.new("RGB", (100, 100)), "WEBP", lossless=True)[12:]
    canvas = b"\x02\0\0\0" + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    frame = b"\0" * 6 + struct.pack("<I", 99)[:3] * 2 + b"\x10\0\0\0" + still
    body = b"VP8X" + struct.pack("<I", 10) + canvas + b"ANIM" + struct.pack("<IIH", 6, 0, 0)
    body += b"ANMF" + struct.pack("<I", len(frame)) + frame
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def jpeg(width: int, height: int, *, scans: int = 0) -> bytes:
    """A JPEG whose header claims a size, with its last scan so many times over."""
    content = bytearray(saved(Image.new("RGB", (64, 64)), progressive=bool(scans)))
    at = content.index(b"\xff\xc2" if scans else b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    last = content.rindex(b"\xff\xda")
    return bytes(content[:-2] + content[last:-2] * scans + content[-2:])


BOMBS = {
    "50,000 × 50,000 in one bit": ("a.png", lambda: png(50_000, 50_000, bits=1, colours=0)),
    "7,000 × 7,000, flat": ("a.png", lambda: png(7_000, 7_000)),
    "7,000 × 7,000, flat, 16 bits": ("a.png", lambda: png(7_000, 7_000, bits=16, colours=6)),
    "zTXt of 200 MB": (
        "a.png",
        lambda: png(99, 99, extra=chunk(b"zTXt", b"k\0\0" + zlib.compress(b"a" * 200_000_000, 9))),
    ),
    "iCCP of 200 MB": (
        "a.png",
        lambda: png(99, 99, extra=chunk(b"iCCP", b"k\0\0" + zlib.compress(b"a" * 200_000_000, 9))),
    ),
    "500 zTXt": (
        "a.png",
        lambda: png(99, 99, extra=500 * chunk(b"zTXt", b"k\0\0" + zlib.compress(b"a" * 999_999, 9))),
    ),
    "a million frames": ("a.gif", lambda: gif(FRAME * 1_200_000)),
    "a GIF as large as can be said": ("a.gif", lambda: gif(FRAME, width=65_535, height=65_535)),
    "blocks of one byte": ("a.gif", lambda: gif(FRAME[8:18] + b"\x02" + b"\x01\x44" * 18_000_000 + b"\0")),
    "seven million comments": ("a.gif", lambda: gif(b"!\xfe\x01a\0" * 7_000_000)),
    "a canvas of 60,000 × 60,000": ("a.webp", lambda: webp(60_000, 60_000)),
    "a canvas of 7,000 × 7,000": ("a.webp", lambda: webp(7_000, 7_000)),
    "a JPEG as large as can be said": ("a.jpg", lambda: jpeg(65_500, 65_500)),
    "thirty thousand scans": ("a.jpg", lambda: jpeg(8_000, 8_000, scans=30_000)),
}

MEASURED = """
import json, sys, time, django
django.setup()
from django.core.exceptions import ValidationError
from freesheet.public.pictures.files import uploads
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
def check(path):
    with open(path, "rb") as file:
        try:
            uploads.check(file, name=path, most_bytes=40 * 1024 * 1024)
        except ValidationError as refusal:
            return refusal.messages[0]
warm, *paths = sys.argv[1:]
check(warm)
for path in paths:
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")  # the peak is what we use now: proc(5)
    before, began = peak(), time.perf_counter()
    words = check(path)
    print(json.dumps([time.perf_counter() - began, (peak() - before) / 1024, words]))
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> dict[str, tuple[float, float, str | None]]:
    """Name of the bomb → seconds, megabytes and words of its refusal, all met by one process."""
    folder = tmp_path_factory.mktemp("bombs")
    for number, (_name, (file, build)) in enumerate(BOMBS.items()):
        (folder / f"{number}-{file}").write_bytes(build())
    paths = sorted(folder.iterdir(), key=lambda path: int(path.name.split("-")[0]))
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(DATA / "Irvine_CA.avif"), *map(str, paths)],
        cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "freesheet.config.settings"},
        stdout=subprocess.PIPE, text=True, check=True, timeout=120,
    )  # fmt: skip
    return dict(zip(BOMBS, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_two_seconds_and_little_memory(name, measured):
    seconds, megabytes, words = measured[name]
    assert words is not None, "it was let in"
    assert words.endswith(".")
    assert seconds < 2
    assert megabytes < 150


def refusal(content: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        uploads.check(io.BytesIO(content), name=name, most_bytes=MOST_BYTES)
    return caught.value.messages[0]


WRONG = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "PDF": b"%PDF-1.7\n" + b"x" * 999,
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "text": "не малюнок".encode(),
    "TIFF, which we do not take": saved(quarters(64, 64), "TIFF"),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.svg", "a"])
def test_what_is_no_picture_is_refused(kind, name):
    assert refusal(WRONG[kind], name).startswith("This is no picture we can show.")


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")]
)
def test_what_was_cut_short_is_refused(kind, name):
    content = saved(quarters(), kind)
    assert refusal(content[: len(content) * 2 // 3], name).startswith("This file is broken")


def test_a_broken_middle_is_refused():
    content = bytearray(saved(quarters(), "PNG"))
    content[len(content) // 2] ^= 0xFF
    assert refusal(bytes(content), "a.png").startswith("This file is broken")


@pytest.mark.parametrize(
    ("kind", "name", "taken_as"),
    [
        ("JPEG", "A.JPEG", "A.JPEG"),
        ("JPEG", "harbour.jfif", "harbour.jpg"),
        ("WEBP", "harbour.jpg", "harbour.webp"),
        ("PNG", "DSC_1.JPG", "DSC_1.png"),
        ("JPEG", "harbour", "harbour.jpg"),
        ("JPEG", "harbour.2026", "harbour.2026.jpg"),
        ("JPEG", ".jpg", ".jpg.jpg"),
        ("JPEG", "harbour.svg", "harbour.svg.jpg"),
    ],
)
def test_the_content_says_what_a_file_is_whatever_it_is_called(kind, name, taken_as):
    assert uploads.check(io.BytesIO(saved(quarters(64, 64), kind)), name=name, most_bytes=MOST_BYTES) == taken_as


def test_sizes_are_refused_with_what_would_do():
    assert "quality 90" in refusal(b"\xff" * (MOST_BYTES + 1))
    assert "101 megapixels; we take 80" in refusal(jpeg(10_100, 10_000))
    assert "too long and thin" in refusal(saved(quarters(2_200, 100)))
    assert "Upload a larger one." in refusal(saved(quarters(12, 12)))


def test_moving_pictures_are_refused_and_their_still_sisters_are_not():
    frames = [quarters(64, 64), quarters(64, 64).rotate(180)]
    for kind, name in [("PNG", "a.png"), ("WEBP", "a.webp")]:
        moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        assert "This picture moves" in refusal(moving, name)
        uploads.check(io.BytesIO(saved(frames[0], kind)), name=name, most_bytes=MOST_BYTES)


def test_a_gif_is_refused_with_what_would_do_even_a_still_one():
    assert "Save one frame of it as PNG" in refusal(saved(quarters(64, 64), "GIF"), "a.gif")
    assert "Save one frame of it as PNG" in refusal(saved(quarters(64, 64), "GIF"), "a.jpg")
    assert uploads.check(io.BytesIO(saved(quarters(64, 64), "PNG")), name="a.gif", most_bytes=MOST_BYTES) == "a.png"


def test_a_phones_picture_with_a_depth_map_is_still():
    two = saved(quarters(640, 480), "MPO", save_all=True, append_images=[quarters(320, 240)])
    uploads.check(io.BytesIO(two), name="a.jpg", most_bytes=MOST_BYTES)


def test_real_files_are_taken():
    for file in DATA.iterdir():
        if file.suffix != ".md":
            with file.open("rb") as content:
                assert uploads.check(content, name=file.name, most_bytes=MOST_BYTES) == file.name
                assert content.tell() == 0


def test_hostile_metadata_says_nothing():
    deep = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</x:xmpmeta>"
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    laughs = b'<!DOCTYPE a [<!ENTITY a0 "ha">' + entities + b"]><a>&a11;</a>"
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for packet in (deep, laughs, outside, b"\xff\xfe<", b"<"):
        facts = facts_of(io.BytesIO(saved(quarters(64, 64), "WEBP", xmp=packet, exif=b"Exif\x00\x00MM\x00*broken")))
        assert not facts.caption
