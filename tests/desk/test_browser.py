"""The story editor in a real browser, under a policy that forbids every inline script."""

from collections.abc import Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from wagtail.models import Locale

from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.masthead.models import Imprint
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.staff.models import User
from tests.accessibility import OF_COLOUR, WCAG
from tests.chromium import running_chromium
from tests.desk.conftest import enter
from tests.journeys.scenery import every_block, picture
from tests.pictures.conftest import quarters, saved

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; media-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'self'"
)

DEAD_LINK = {"account/invitation/?token=dead": 410}
SETTLE = """() => {
  const moving = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
  for (let round = 0; round < 9 && moving().length; round += 1) moving().forEach((one) => one.finish());
}"""
"""Every transition at its end at once; one may set off another."""
BULK = {
    "stories/story": ("set_section", "add_topic", "publish", "unpublish", "delete"),
    "pictures/picture": ("pull", "put_back", "add_tags", "add_to_collection", "delete"),
    "staff/user": ("assign_role", "set_active_state", "delete"),
}


class DeskPolicy:
    """What the front door sends with the desk."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        return response


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, live_server, settings, root) -> Iterator[Page]:
    """Signed in, and told if the policy refuses anything or a script fails."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.desk.test_browser.DeskPolicy"]
    client = Client()
    enter(client, root)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1400, "height": 1000})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": f"{live_server.url}/desk/"}])
    opened = context.new_page()
    refused: list[str] = []
    opened.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    opened.on("pageerror", lambda problem: refused.append(str(problem)))
    yield opened
    context.close()
    assert refused == []


def test_the_story_editor_works_without_inline_scripts(page, newsroom):
    page.goto(f"/desk/pages/{newsroom.stories[0].pk}/edit/")
    assert page.locator("desk-call").count() == 0

    page.locator("#id_bylines-ADD").click()
    added = page.locator("#id_bylines-FORMS > *").last
    added.get_by_role("button", name="Choose").first.click()
    page.locator(".modal-body a", has_text="Ada Brook").first.click()
    page.wait_for_function("document.getElementById('id_bylines-1-author').value !== ''")

    page.locator("#id_corrections-ADD").click()
    page.locator("#id_corrections-0-stated_at").click()
    page.locator(".xdsoft_datetimepicker:visible").wait_for()
    page.keyboard.press("Escape")

    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.type("More. ")
    expect(text).to_contain_text("More.")


def test_several_pictures_come_in_whatever_they_are_called(page, newsroom):
    page.goto("/desk/images/multiple/add/")
    names = ("harbour.jfif", "quay", "pier.webp")
    pictures = [saved(quarters(64 + number, 64)) for number in range(len(names))]
    page.locator("#fileupload").set_input_files(
        [{"name": name, "mimeType": "", "buffer": content} for name, content in zip(names, pictures, strict=True)]
    )

    expect(page.locator("#upload-list > li.upload-success")).to_have_count(len(names))
    page.wait_for_load_state("networkidle")
    stored = Picture.objects.filter(title__in=["harbour", "quay", "pier"]).values_list("file", flat=True)
    assert len(stored) == len(names)
    assert all(file.endswith(".jpg") for file in stored)


@pytest.fixture
def screens(newsroom, root) -> list[str]:
    """Everything a newsroom works in, below /desk/, each with something in it."""
    story, english = newsroom.stories[0], Locale.objects.get(language_code="en")
    story.body = every_block(picture("Sea", "The sea at the mole", "teal"))
    story.save()
    story.save_revision()
    RecoveryCodes.activate(root)
    newcomer = User.objects.create_user("newcomer@example.org", first_name="New")
    brief = Brief.objects.create(lead="The lock is open.", locale=english)
    front = FrontPage.objects.get(locale=english)
    info = front.add_child(
        instance=InfoPage(title="About us", slug="about-us", locale=english, body=[("paragraph", "We.")])
    )
    imprint = Imprint.objects.get_or_create(locale=english)[0]
    chosen = {"stories/story": story.pk, "pictures/picture": Picture.objects.first().pk, "staff/user": newcomer.pk}
    archive = story.get_parent().pk
    return [
        *("", "stories/", f"pages/{story.pk}/edit/", f"pages/add/stories/story/{archive}/"),
        *(f"bulk/{kind}/{action}/?id={chosen[kind]}&next=/desk/" for kind in BULK for action in BULK[kind]),
        *(f"pages/{story.pk}/{page}/" for page in ("history", "unpublish", "delete")),
        f"bulk/masthead/author/delete/?id={newsroom.ada.pk}&id={newsroom.grace.pk}",
        *(f"pages/{page.pk}/edit/" for page in (front, info)),
        *(f"pages/{front.pk}/", "pages/search/"),
        *("news/", "news/new/", f"news/edit/{brief.pk}/"),
        *("images/", f"images/{Picture.objects.first().pk}/", "images/add/", "documents/"),
        *(f"snippets/masthead/{kind}/" for kind in ("author", "section", "topic", "imprint")),
        *(
            f"snippets/masthead/{kind}/edit/{pk}/"
            for kind, pk in (("imprint", imprint.pk), ("author", newsroom.ada.pk))
        ),
        *(
            "users/",
            f"users/edit/{root.pk}/",
            "invitations/",
            "reports/site-history/",
            "reports/locked/",
            "reports/workflow/",
        ),
        *("account/", "account/2fa/", "account/password/change/"),
        *(f"account/2fa/recovery-codes/{page}" for page in ("", "generate/")),
    ]


def violations(page, address) -> list[str]:
    """What axe finds there wide and narrow, by day and by night."""
    answer = page.goto(f"/desk/{address}")
    assert answer.status == DEAD_LINK.get(address, 200), address
    return [f"{address} {told}" for told in found_here(page)]


def found_here(page) -> list[str]:
    """The same on the page that stands open."""
    page.wait_for_load_state("networkidle")
    told = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLE)
            found = Axe().run(page, options=WCAG if scheme == "light" else OF_COLOUR)
            told += [f"{width} {scheme}: {found.generate_report()}"] if found.violations_count else []
    return told


def test_every_screen_is_accessible_wide_and_narrow_by_day_and_by_night(page, screens):
    told = [told for address in screens for told in violations(page, address)]
    assert told == [], "\n".join(told)


def test_so_is_the_way_in(chromium, live_server, newsroom):
    page = chromium.new_context(base_url=live_server.url).new_page()
    ways = ("account/login/", "account/login/code/", "account/invitation/?token=dead")
    assert [told for address in ways for told in violations(page, address)] == []


def test_fields_have_the_names_that_stand_over_them(page, screens):
    page.goto(f"/desk/{screens[2]}")
    expect(page.get_by_role("textbox", name="Text", exact=True).first).to_be_visible()
    expect(page.get_by_role("textbox", name="Heading", exact=True).first).to_be_visible()


def test_what_comes_back_of_a_form_whose_row_is_gone_is_accessible_and_becomes_a_new_row(page, newsroom):
    english = Locale.objects.get(language_code="en")
    brief = Brief.objects.create(lead="The lock is open.", locale=english)
    page.goto(f"/desk/news/edit/{brief.pk}/")
    page.get_by_role("textbox", name="Lead").fill("The lock is shut.")
    Brief.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("it cannot be saved")
    expect(page.get_by_label("Lead")).to_have_value("The lock is shut.")
    assert found_here(page) == []
    page.get_by_role("button", name="Save it as a new one").click()
    page.wait_for_url("**/desk/news/new/")
    assert Brief.objects.get().lead == "The lock is shut."
