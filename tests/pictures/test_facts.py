"""What a file says about itself, in whatever letters its desk wrote."""

import io
import struct
from collections.abc import Mapping

import pytest
from PIL import Image

from freesheet.public.pictures.metadata.charsets import text_of
from freesheet.public.pictures.metadata.facts import facts_of
from tests.pictures.conftest import quarters, saved

RESCUE = "Рятувальники розбирають завали на вулиці Шевченка, 12 листопада"
CAPTION, BYLINE, CREDIT, CODED = (2, 120), (2, 80), (2, 110), (1, 90)


def with_iptc(records: Mapping[tuple[int, int], bytes | list[bytes]]) -> bytes:
    """A JPEG with IPTC records, as a photo desk's program writes them (IIM 4.2, in Photoshop's APP13)."""
    each = [(key, value) for key, held in records.items() for value in (held if isinstance(held, list) else [held])]
    data = b"".join(b"\x1c" + bytes(key) + struct.pack(">H", len(value)) + value for key, value in each)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    segment = b"Photoshop 3.0\0" + block
    jpeg = saved(quarters(64, 64))
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1251", RESCUE),
        ("koi8_u", RESCUE),
        ("utf-8", RESCUE),
        ("cp1251", "Олена Приклад"),
        ("cp1251", "КИЇВ, УКРАЇНА — ЗСУ"),
        ("koi8_u", "КИЇВ, УКРАЇНА"),
        ("cp1251", "Об'єднання «Львів» №5"),
        ("cp1252", "Café Müller, Zürich"),
        ("cp1252", "© Señor Ñúñez"),
    ],
)
def test_what_a_desk_wrote_is_read(charset, text):
    assert text_of(text.encode(charset), cyrillic=True) == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp866", "Рятувальники на вулиці".replace("і", "и")),
        ("mac_cyrillic", RESCUE),
        ("cp1250", "Łódź, Święto Żołnierza"),
        ("cp1253", "Αθήνα, Ελλάδα"),
        ("gbk", "中国日报记者"),
        ("shift_jis", "東京の写真"),
    ],
)
def test_what_nobody_can_tell_is_left_unread(charset, text):
    assert text_of(text.encode(charset), cyrillic=True) is None


def test_without_a_cyrillic_edition_no_cyrillic_is_guessed():
    assert text_of(RESCUE.encode("cp1251"), cyrillic=False) is None
    assert text_of("Ö, Café".encode("cp1252"), cyrillic=False) == "Ö, Café"


def test_a_stated_character_set_is_believed():
    assert text_of(RESCUE.encode("iso8859_5"), stated=b"\x1b-L", cyrillic=False) == RESCUE


def test_old_iptc_words_come_in_their_own_letters(settings):
    settings.LANGUAGES = [("en", "English"), ("uk", "Українська")]
    records = {BYLINE: "Олена Приклад".encode("cp1251"), CAPTION: RESCUE.encode("cp1251")}

    facts = facts_of(io.BytesIO(with_iptc(records)))

    assert (facts.byline, facts.caption, facts.unread) == ("Олена Приклад", RESCUE, frozenset())


def test_a_character_set_stated_twice_is_no_reason_to_read_nothing():
    records = {CODED: [b"\x1b%G", b"\x1b%G"], BYLINE: ["Олена Приклад".encode(), b"Jane Roe"]}
    assert facts_of(io.BytesIO(with_iptc(records))).byline == "Олена Приклад, Jane Roe"


def test_unread_words_are_named_and_a_better_source_takes_their_place(settings):
    settings.LANGUAGES = [("en", "English")]
    content = with_iptc({BYLINE: "Олена".encode("cp1251"), CAPTION: RESCUE.encode("cp1251"), CREDIT: b"Agency"})
    exif = Image.Exif()
    exif[0x010E] = "The town after the shelling"
    exif[0x9003] = "2026:11:12 08:30:00"
    segment = exif.tobytes()
    content = content[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + content[2:]

    facts = facts_of(io.BytesIO(content))

    assert facts.caption == "The town after the shelling"
    assert (facts.byline, facts.credit, facts.unread) == ("", "Agency", {"byline"})
