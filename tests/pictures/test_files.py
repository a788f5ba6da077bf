"""What readers get: every size and format, upright, in sRGB, and nothing of the camera."""

import io

import pillow_heif.HeifImagePlugin  # noqa: F401
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from freesheet.doors.press import store
from freesheet.public.pictures.files.published import PublishedFile
from freesheet.public.pictures.metadata.facts import facts_of
from tests.pictures.conftest import DATA, GREEN, RED, corners, made, quarters, saved

ALL_FORMATS = {"avif", "webp", "jpeg"}
UPRIGHT = ["red", "green", "blue", "white"]
STORED = {  # orientation → how a camera stores an upright picture (EXIF 2.32): undo what a viewer will do
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


def contents(picture) -> list[tuple[PublishedFile, bytes]]:
    rows = PublishedFile.objects.filter(picture=picture, due_at=None)
    return [(row, store.kept_file(row.path).read_bytes()) for row in rows]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(upload, orientation):
    image = quarters()
    for turn in STORED[orientation]:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation

    picture = made(upload(saved(image, exif=exif)))

    assert (picture.width, picture.height) == (640, 480)
    for row, content in contents(picture):
        with Image.open(io.BytesIO(content)) as published:
            assert published.size == (row.width, row.height)
            assert corners(published) == UPRIGHT, (row, orientation)
            assert not published.getexif()


def test_the_files_of_a_picture_share_their_names_digest_and_no_other_pictures(upload):
    pictures = [made(upload(saved(quarters(*size)))) for size in ((640, 480), (480, 640))]

    def digests(picture, formats: set[str]) -> set[str]:
        return {row.path.partition("-")[0] for row, _ in contents(picture) if row.format in formats}

    for formats in ({"jpeg"}, {"avif", "webp"}):  # the JPEGs are shown first, so they are a set of their own
        assert [len(digests(picture, formats)) for picture in pictures] == [1, 1]
        assert not digests(pictures[0], formats) & digests(pictures[1], formats)
    assert len({row.path for row, _ in contents(pictures[0])}) == len(contents(pictures[0]))


@pytest.mark.parametrize(("kind", "name"), [("WEBP", "a.webp"), ("AVIF", "a.avif"), ("PNG", "a.png")])
def test_other_formats_are_turned_too(upload, kind, name):
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = quarters().transpose(Image.Transpose.ROTATE_90)

    picture = made(upload(saved(lying, kind, exif=exif), name=name))

    assert (picture.width, picture.height) == (640, 480)
    with Image.open(store.kept_file(picture.best("full").path)) as published:
        assert corners(published) == UPRIGHT


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("PNG", "a.png")])
def test_a_turn_that_only_xmp_names_turns_nothing(upload, kind, name):
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
    )
    options = {"pnginfo": pnginfo(packet)} if kind == "PNG" else {"xmp": packet}

    picture = made(upload(saved(quarters(), kind, **options), name=name))

    thumbnail = picture.get_rendition("max-165x165")
    assert (picture.width, picture.height, thumbnail.width) == (640, 480, 165)
    with Image.open(store.kept_file(picture.best("full").path)) as published:
        assert corners(published) == UPRIGHT


def pnginfo(packet: bytes) -> PngInfo:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet.decode())
    return info


def test_broken_exif_turns_nothing(upload):
    picture = made(upload(saved(quarters(), "WEBP", exif=b"Exif\x00\x00MM\x00*broken"), name="a.webp"))
    assert picture.best("full").width == 640


def test_all_sizes_and_formats_are_there_and_none_is_larger_than_the_original(upload):
    picture = made(upload(saved(quarters(1600, 1200))))

    assert {file.width for file in picture.files("full", "avif")} == {480, 800, 1280, 1600}
    assert {file.width for file in picture.files("card", "webp")} == {320, 480, 640, 960, 1280}
    assert [file[:2] for file in picture.files("portrait", "jpeg")] == [(160, 160), (320, 320)]
    assert [file[:2] for file in picture.files("social", "jpeg")] == [(1200, 628)]
    assert {row.format for row, _ in contents(picture)} == ALL_FORMATS


def test_a_small_original_is_not_blown_up(upload):
    picture = made(upload(saved(quarters(300, 200))))

    assert [file[:2] for file in picture.files("full", "jpeg")] == [(300, 200)]
    assert picture.files("card", "avif")[-1].width == 300
    assert picture.best("social").width == 300


def test_crops_keep_the_focal_point(upload):
    image = Image.new("RGB", (2400, 800), RED)
    image.paste(GREEN, (2200, 300, 2300, 500))
    point = {"focal_point_x": 2250, "focal_point_y": 400, "focal_point_width": 100, "focal_point_height": 200}

    picture = made(upload(saved(image, quality=95), **point))

    square = store.kept_file(picture.best("portrait").path)
    with Image.open(square) as published:
        red, green, _ = published.convert("RGB").getpixel((round((2250 - 1600) / 800 * 320), 160))
    assert green > red


SERIAL, OWNER, NOTE, COMMENT = (
    b"SN-4711-SECRET",
    b"Owner Of Camera",
    b"MAKERNOTE-SECRET",
    b"a comment, secret",
)


def camera_file() -> bytes:
    """A JPEG with a position, serial number, maker's note, thumbnail-like bytes, comment and IPTC."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canikon", "Q1"
    exif[0x013B], exif[0x8298] = "Grace Lind", "© Grace Lind"
    folder = exif.get_ifd(0x8769)
    folder[0xA431], folder[0xA430], folder[0x927C] = SERIAL.decode(), OWNER.decode(), NOTE
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (IFDRational(50), IFDRational(27), IFDRational(0))
    gps[3], gps[4] = "E", (IFDRational(30), IFDRational(31), IFDRational(0))
    return saved(quarters(1600, 1200), exif=exif, comment=COMMENT)


def test_nothing_of_the_camera_is_published(upload):
    original = camera_file()
    assert all(secret in original for secret in (SERIAL, OWNER, NOTE, COMMENT, b"Canikon"))

    picture = made(upload(original, byline="Grace Lind", copyright="© Grace Lind"))

    files = contents(picture)
    assert len(files) == 34
    for row, content in files:
        for secret in (SERIAL, OWNER, NOTE, COMMENT, b"Canikon", b"Exif\x00", b"JFXX", b"Photoshop", b"c2pa"):
            assert secret not in content, (row, secret)
        with Image.open(io.BytesIO(content)) as published:
            assert not published.getexif()
            assert not set(published.info) & {"exif", "comment", "icc_profile", "photoshop"}


def test_real_photographs_lose_their_metadata_but_not_their_credit(upload):
    for name in ("iptc-staff-photographer-example.jpg", "Irvine_CA.avif", "sample1.webp"):
        content = (DATA / name).read_bytes()
        picture = made(upload(content, name=name, byline="John Doe", copyright="©2010 Big Newspaper"))
        for _row, published in contents(picture):
            assert b"Exif\x00" not in published
            assert b"c2pa" not in published
            facts = facts_of(io.BytesIO(published))
            assert (facts.byline, facts.copyright) == ("John Doe", "©2010 Big Newspaper")


def test_credit_copyright_and_source_type_are_written_into_every_file(upload):
    words = {
        "byline": "Олена Шевчук",
        "credit": 'A & <script>alert("1")</script>',
        "copyright": "© 2026 Приплив",
        "licence": "CC-BY-4.0",
        "digital_source_type": "trainedAlgorithmicMedia",
    }
    picture = made(upload(**words))

    for row, content in contents(picture):
        facts = facts_of(io.BytesIO(content))
        assert {name: getattr(facts, name) for name in words} == words, row
        assert b"<script>" not in content


CONVERTED = {
    "CMYK": (quarters().convert("CMYK"), "JPEG", "a.jpg"),
    "palette": (quarters().quantize(8), "PNG", "a.png"),
    "alpha": (quarters().convert("RGBA"), "WEBP", "a.webp"),
    "AVIF": (quarters(), "AVIF", "a.avif"),
    "HEIC": (quarters(), "HEIF", "a.heic"),
}


@pytest.mark.parametrize("name", CONVERTED)
def test_every_kind_of_original_becomes_the_same_picture(upload, name):
    image, kind, file = CONVERTED[name]

    picture = made(upload(saved(image, kind), name=file))

    for row, content in contents(picture):
        with Image.open(io.BytesIO(content)) as published:
            assert published.mode == "RGB"
            if row.variant == "full":
                assert corners(published) == UPRIGHT


@pytest.mark.parametrize(("value", "bits"), [(40_000, 16), (156, 8)])
def test_sixteen_bits_of_grey_keep_their_brightness(upload, value, bits):
    image = Image.new("I;16", (800, 600), value) if bits == 16 else Image.new("L", (800, 600), value)

    picture = made(upload(saved(image, "PNG"), name="grey.png"))

    with Image.open(store.kept_file(picture.best("full").path)) as published:
        assert abs(published.convert("L").getpixel((10, 10)) - 156) <= 3


def test_what_is_transparent_stands_on_white(upload):
    clear = Image.new("RGBA", (800, 600), (0, 0, 0, 0))

    picture = made(upload(saved(clear, "PNG"), name="clear.png"))

    with Image.open(store.kept_file(picture.best("full").path)) as published:
        assert min(published.convert("RGB").getpixel((5, 5))) > 250


def test_colours_follow_their_profile_and_a_broken_one_is_ignored(upload):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"no profile", lab):
        picture = made(upload(saved(quarters(), icc_profile=profile)))
        with Image.open(store.kept_file(picture.best("full").path)) as published:
            assert published.width == 640
