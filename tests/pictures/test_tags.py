"""What templates get: whole HTML, no query, nothing that runs."""

import pytest
from django.template import Context, Template

from freesheet.doors.press.rendering.recording import recording
from freesheet.public.pictures import actions
from freesheet.public.pictures.models import Picture
from tests.pictures.conftest import made, quarters, saved

SCRIPT = '"><script>alert(1)</script>'


def shown(picture, arguments: str = '"full"', tag: str = "picture") -> str:
    template = Template("{% load pictures %}{% " + tag + " p " + arguments + " %}")
    return template.render(Context({"p": picture}))


def test_a_picture_is_whole_and_holds_its_place(upload):
    html = shown(
        made(upload(saved(quarters(1600, 1200)))), '"card" sizes="(min-width: 60em) 20rem, 100vw" css="card-picture"'
    )

    assert html.startswith('<picture class="card-picture"><source type="image/avif" srcset="/media/')
    assert '<source type="image/webp" srcset="/media/' in html
    assert html.count(' sizes="(min-width: 60em) 20rem, 100vw"') == 3
    assert 'width="1280" height="853" alt="Boats in the harbour" loading="lazy" decoding="async">' in html
    assert html.count(" 320w, /media/") == 3
    assert "style=" not in html


def test_the_first_picture_is_fetched_at_once(upload):
    html = shown(made(upload()), '"full" priority=True')
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_the_fallback_is_no_giant(upload):
    picture = made(upload(saved(quarters(2400, 1200))))
    assert f'<img src="{picture.best("full", at_most=1280).path}"' in shown(picture)
    assert picture.best("full").width == 1920


def test_until_it_is_made_its_shape_and_name_stand_in(upload):
    html = shown(upload(saved(quarters(1600, 1200))), '"card" css="wide"')
    assert html.startswith('<svg class="picture-to-come wide" role="img" aria-label="Boats in the harbour" ')
    assert 'viewBox="0 0 1280 853"' in html

    html = shown(upload(stated_decorative=True), '"portrait"')
    assert 'aria-hidden="true" viewBox="0 0 320 320" width="320" height="320"' in html


def test_decorative_is_empty_and_a_blocks_own_text_wins(upload):
    assert ' alt=""' in shown(made(upload(stated_decorative=True)))

    picture = made(upload())
    picture.contextual_alt_text = "Boats, seen from the pier"
    assert ' alt="Boats, seen from the pier"' in shown(picture)


def test_nothing_is_shown_of_none_of_the_undescribed_and_of_the_pulled(upload):
    assert shown(None) == shown(None, tag="picture_url") == ""
    undescribed = made(upload(description=""))
    assert shown(undescribed) == shown(undescribed, '"social"', "picture_url") == ""
    picture = made(upload())
    actions.pull(picture)
    assert shown(picture) == shown(picture, '"social"', "picture_url") == ""


def test_the_page_follows_the_picture_in_every_state(upload):
    for picture in (made(upload()), upload(), upload(description="")):
        with recording() as touched:
            shown(picture)
        assert touched == {picture.key}


def test_a_social_networks_picture_has_a_path(upload):
    picture = made(upload())
    assert shown(picture, '"social"', "picture_url") == picture.best("social").path
    assert shown(picture, '"social"', "picture_url").endswith(".jpg")


@pytest.mark.parametrize("are_made", [True, False])
def test_script_stays_text(upload, are_made):
    picture = upload(description=SCRIPT, caption=SCRIPT, credit=SCRIPT, title=SCRIPT)
    html = shown(made(picture) if are_made else picture, '"full" css=p.title sizes=p.title')
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_sixty_cards_cost_one_query(upload, django_assert_num_queries):
    picture = made(upload())
    for _ in range(59):
        Picture.objects.filter(pk=picture.pk).first()
    with django_assert_num_queries(1):
        for each in [*Picture.objects.all()] * 60:
            assert shown(each, '"card"')
