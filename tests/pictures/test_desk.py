"""The desk: uploads of every kind, what their files say, and what an editor must say."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.models import Collection, UploadedFile
from wagtail.search.models import IndexEntry

from freesheet.public.pictures.files.published import Making
from freesheet.public.pictures.models import FOCAL_POINT, Picture
from freesheet.public.pictures.work import forget_kept_uploads
from tests.pictures.conftest import DATA, made, quarters, saved
from tests.pictures.test_facts import with_iptc

IPTC_EXAMPLE = "iptc-staff-photographer-example.jpg"
SCRIPT = '"><script>alert(1)</script>'


def offered(name: str = "harbour.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else saved(quarters()))


def bulk(editor, file):
    return editor.post(
        reverse("wagtailimages:add_multiple"),
        {"title": file.name, "files[]": file, "collection": Collection.objects.get().pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def single(editor, **fields):
    fields = {"title": "Harbour", "collection": Collection.objects.get().pk, "tags": "", **fields}
    return editor.post(reverse("wagtailimages:add"), fields)


def chooser(editor, **fields):
    fields = {"title": "Harbour", "collection": Collection.objects.get().pk, "tags": "", **fields}
    prefixed = {f"image-chooser-upload-{name}": value for name, value in fields.items()}
    return editor.post(reverse("wagtailimages_chooser:create"), prefixed)


def kept_token(html: str) -> str:
    """What names the upload in a form shown again, in a page or in a chooser's JSON."""
    found = re.search(r'name="[a-z-]*kept" value="([^"]+)"', html.replace('\\"', '"'))
    assert found
    return found[1]


def test_several_at_once_are_stored_with_what_their_files_say(editor):
    answer = bulk(editor, offered(IPTC_EXAMPLE, (DATA / IPTC_EXAMPLE).read_bytes())).json()

    assert answer["success"], answer
    picture = Picture.objects.get(pk=answer["image_id"])
    assert picture.caption.startswith("After digging the furrows another ten yards")
    assert (picture.byline, picture.credit) == ("John Doe", "John Doe / Big Newspaper")
    assert picture.copyright == "©2010 Big Newspaper, all rights reserved"
    assert picture.source == "John Doe / Big Newspaper"
    assert Making.objects.filter(picture=picture).due().exists()
    assert "Describe" not in answer["form"]


def test_without_alternative_text_it_is_stored_but_cannot_be_published_until_described(editor):
    pk = bulk(editor, offered()).json()["image_id"]
    assert "no alternative text" in Picture.objects.get(pk=pk).problems()[0]

    address, fields = (
        reverse("wagtailimages:edit_multiple", args=[pk]),
        {f"image-{pk}-title": "Harbour", f"image-{pk}-tags": ""},
    )
    refused = editor.post(address, {**fields, f"image-{pk}-description": ""}).json()
    assert not refused["success"]
    assert "Describe what the picture shows" in refused["form"]

    assert editor.post(address, {**fields, f"image-{pk}-description": "Boats"}).json()["success"]
    assert not Picture.objects.get(pk=pk).problems()


def test_decorative_is_kept_in_the_row(editor):
    single(editor, file=offered(), stated_decorative="on", description="")

    picture = Picture.objects.get()
    assert picture.stated_decorative
    assert (picture.alt, picture.problems()) == ("", [])


@pytest.mark.parametrize("form", [single, chooser])
def test_a_refused_form_keeps_the_upload(editor, form):
    answer = form(editor, file=offered(), description="")
    assert "Describe what the picture shows" in answer.content.decode()
    assert not Picture.objects.exists()
    kept = UploadedFile.objects.get()
    token = kept_token(answer.content.decode())

    answer = form(editor, kept=token, description="Boats in the harbour")

    picture = Picture.objects.get()
    assert answer.status_code in {200, 302}
    assert (picture.width, picture.description) == (640, "Boats in the harbour")
    assert not UploadedFile.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)


def test_nobody_takes_up_the_upload_of_another(editor, django_user_model):
    token = kept_token(single(editor, file=offered(), description="").content.decode())
    editor.force_login(django_user_model.objects.create_superuser("eve@example.org", "x" * 20))

    answer = single(editor, kept=token, description="Boats").content.decode()

    assert "This field is required." in answer
    assert not Picture.objects.exists()


def test_uploads_left_behind_are_dropped_after_a_day(editor, later):
    single(editor, file=offered(), description="")
    assert forget_kept_uploads() == 0

    later(timedelta(hours=25))

    assert forget_kept_uploads() == 1
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("form", [bulk, single, chooser])
def test_every_way_in_refuses_what_is_no_picture_in_words(editor, form):
    file = offered("harbour.jpg", b"<!doctype html><script>alert(1)</script>")
    answer = form(editor, file) if form is bulk else form(editor, file=file, description="Boats")

    assert "This is no picture we can show." in answer.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize("form", [bulk, single, chooser])
@pytest.mark.parametrize(
    ("kind", "name", "ending"),
    [("JPEG", "harbour.jfif", ".jpg"), ("WEBP", "harbour.jpg", ".webp"), ("JPEG", "harbour", ".jpg")],
)
def test_every_way_in_takes_a_picture_whatever_it_is_called(editor, form, kind, name, ending):
    file = offered(name, saved(quarters(), kind))
    if form is bulk:
        form(editor, file)
    else:
        form(editor, file=file, description="Boats")

    picture = Picture.objects.get()
    assert picture.file.name.endswith(ending)
    assert made(picture).best("full")


def test_words_of_a_file_that_cannot_be_read_are_asked_for(editor):
    unreadable = with_iptc({(2, 120): "東京の写真".encode("shift_jis"), (2, 110): "中国日报记者".encode("gbk")})

    form = bulk(editor, offered("harbour.jpg", unreadable)).json()["form"]

    picture = Picture.objects.get()
    words = "The file's own words could not be read: caption, credit. Write them anew."
    assert (picture.caption, picture.credit) == ("", "")
    assert words in picture.remarks()
    assert form.count("own words for this could not be read") == 2
    assert "own words could not be read" in unescape(editor.get(reverse("wagtailimages:edit", args=[picture.pk])).text)

    picture.caption = picture.credit = "Ours"
    assert not [remark for remark in picture.remarks() if "could not be read" in remark]


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ((99999, 99999, 99999, 99999), (320, 240, 640, 480)),
        ((99999, 99999, 100, 60), (590, 450, 100, 60)),
        ((0, 0, 101, 61), (51, 31, 101, 61)),
        ((300, 200, 0, 0), (300, 200, 0, 0)),
    ],
)
def test_a_focal_point_lies_in_the_picture(editor, posted, kept):
    single(editor, file=offered(), description="Boats", **dict(zip(FOCAL_POINT, posted, strict=True)))
    picture = made(Picture.objects.get())
    assert tuple(getattr(picture, name) for name in FOCAL_POINT) == kept
    assert picture.best("card")


def test_a_focal_point_moves_into_a_smaller_file(editor):
    focus = dict(zip(FOCAL_POINT, (600, 400, 50, 50), strict=True))
    single(editor, file=offered(), description="Boats", **focus)
    picture = Picture.objects.get()

    smaller = offered("other.jpg", saved(quarters(300, 200)))
    fields = {"title": "Harbour", "description": "Boats", "tags": "", "file": smaller, **focus}
    editor.post(reverse("wagtailimages:edit", args=[picture.pk]), fields)

    picture.refresh_from_db()
    assert tuple(getattr(picture, name) for name in FOCAL_POINT) == (275, 175, 50, 50)


def test_what_the_editor_wrote_stands(editor):
    file = offered(IPTC_EXAMPLE, (DATA / IPTC_EXAMPLE).read_bytes())
    single(editor, file=file, description="A farmer", caption="Ours", credit="Ada Brook")

    picture = Picture.objects.get()
    assert (picture.caption, picture.credit, picture.byline) == ("Ours", "Ada Brook", "John Doe")


def test_alternative_text_and_source_type_come_from_the_file(editor):
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:a="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        ' xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">'
        '<a:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Човни в гавані</rdf:li></rdf:Alt>'
        "</a:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    bulk(editor, offered(content=saved(quarters(), xmp=packet.encode())))

    picture = Picture.objects.get()
    assert (picture.description, picture.digital_source_type) == ("Човни в гавані", "trainedAlgorithmicMedia")
    assert picture.is_synthetic
    assert not picture.problems()


def test_a_replaced_file_is_made_anew_and_the_old_original_goes(editor):
    single(editor, file=offered(), description="Boats")
    picture = made(Picture.objects.get())
    before, original = picture.srcsets, picture.file

    fields = {
        "title": "Harbour",
        "description": "Boats",
        "tags": "",
        "file": offered("other.jpg", saved(quarters(1000, 1000))),
    }
    answer = editor.post(reverse("wagtailimages:edit", args=[picture.pk]), fields)

    assert answer.status_code == 302
    picture = made(picture)
    assert (picture.width, picture.height) == (1000, 1000)
    assert picture.srcsets != before
    assert not original.storage.exists(original.name)


def test_where_nothing_is_missing_the_report_says_so(editor, upload):
    made(upload(title="Sound", licence="own"))
    whole = "Every picture has its credit and its words."

    assert whole in editor.get(reverse("pictures_to_complete")).content.decode()
    assert whole not in editor.get(reverse("pictures_to_complete"), {"lacks": "site"}).content.decode()


def test_the_library_says_what_is_missing(editor, upload):
    upload(description="", credit="")
    sound = upload(title="Sound", licence="own")
    made(sound)

    listing = editor.get(reverse("wagtailimages:index")).content.decode()
    assert listing.count("No alternative text") == listing.count("No credit") == 1

    report = editor.get(reverse("pictures_to_complete")).content.decode()
    assert "It has no alternative text" in report
    assert "Sound" not in report
    assert "Harbour" not in editor.get(reverse("pictures_to_complete"), {"lacks": "site"}).content.decode()
    assert editor.get(reverse("pictures_to_complete"), {"export": "csv"}).status_code == 200

    edit = editor.get(reverse("wagtailimages:edit", args=[Picture.objects.first().pk])).content.decode()
    assert "Readers do not see it" in edit


def test_script_in_any_field_stays_text_at_the_desk(editor, upload):
    words = dict.fromkeys(("title", "description", "caption", "credit", "source", "byline", "copyright"), SCRIPT)
    picture = upload(**words)

    for address in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[picture.pk]),
        reverse("pictures_to_complete"),
    ):
        assert "<script>alert(1)" not in editor.get(address).content.decode()


def test_pictures_are_pulled_and_put_back_from_the_library(editor, upload):
    picture = made(upload())
    address = reverse("wagtail_bulk_action", args=["pictures", "picture", "pull"]) + f"?id={picture.pk}"
    assert "removed at once" in editor.get(address).content.decode()

    editor.post(address)
    assert Picture.objects.get().pulled_at

    editor.post(address.replace("pull", "put_back"))
    assert made(picture).best("full")


# Originals


def test_originals_are_for_staff_only(editor, client, upload, settings):
    picture = upload()
    address = picture.file.url
    assert address.startswith("/desk/originals/original_images/")

    answer = editor.get(address)
    assert b"".join(answer.streaming_content) == saved(quarters())
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"].startswith("private")
    thumbnail = editor.get(picture.get_rendition("max-165x165").url)
    assert b"".join(thumbnail.streaming_content).startswith(b"\xff\xd8")

    client.logout()
    assert client.get(address).status_code == 302


def test_a_reader_of_the_desk_without_rights_gets_nothing(client, upload, django_user_model):
    client.force_login(django_user_model.objects.create_user("eve@example.org"))
    assert client.get(upload().file.url).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "../secret-key",
        "original_images/../../secret-key",
        "/etc/passwd",
        "documents/a.pdf",
        "wagtail_uploads/a.jpg",
        "original_images",
        "original_images/",
        "original_images/none.jpg",
        "original_images/%2e%2e/%2e%2e/secret-key",
        "original_images/a%00.jpg",
    ],
)
def test_nothing_else_can_be_had_there(editor, upload, path, settings):
    upload()
    (settings.DATA / "secret-key").touch()
    assert editor.get(f"/desk/originals/{path}").status_code in {404, 400}


def test_what_is_no_known_picture_is_a_download(editor, upload):
    picture = upload()
    picture.file.storage.save("original_images/page.html", offered(content=b"<script>alert(1)</script>"))

    answer = editor.get("/desk/originals/original_images/page.html")

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


@pytest.mark.parametrize("form", [single, chooser])
def test_without_a_title_the_file_gives_it_one(editor, form):
    form(editor, file=offered(), title="", description="Boats")
    assert Picture.objects.get().title == "harbour"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("send", [single, chooser])
def test_whoever_is_told_of_a_new_picture_finds_it_in_the_index(editor, send):
    found = []
    entries = IndexEntry.objects.filter(content_type=ContentType.objects.get_for_model(Picture))
    look = lambda **_: transaction.on_commit(lambda: found.append(entries.count()))  # noqa: E731
    post_save.connect(look, sender=Picture)
    try:
        send(editor, file=offered(), description="A quay.")
    finally:
        post_save.disconnect(look, sender=Picture)

    assert found
    assert set(found) == {1}
