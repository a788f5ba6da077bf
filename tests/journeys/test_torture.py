"""Script in any field never runs: in page, feed, list, desk, editor or preview (promise 37)."""

import json
from collections.abc import Iterator

import pytest
from defusedxml import ElementTree
from playwright.sync_api import Browser

from tests.chromium import launched
from tests.journeys.desk import Editor
from tests.journeys.people import Person, Reader
from tests.newsrooms import copied
from tests.servers import Newsroom

pytestmark = pytest.mark.journey
LAY_OUT = "from tests.journeys.torture import lay_out; lay_out()"
PATHS = """
import json
from freesheet.doors.press.models import Sheet
pages = Sheet.objects.filter(status=200).exclude(path__contains="/errors/")
print(json.dumps(list(pages.values_list("path", flat=True))))
"""
NUMBERS = """
import json
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Story
print(json.dumps({model.__name__: list(model.objects.order_by("-pk").values_list("pk", flat=True)[:3])
    for model in (Author, Section, Topic, Brief, Story)}))
"""
PLACES = ("edit", "view_draft", "history", "usage", "delete")
EARS = "window.heard = []; window.ran = (number) => window.heard.push(number); window.alert = window.ran;"
TRIES = """() => {
  const found = [];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) found.push(`${one.tagName} ${name}=${value}`);
      if (name === "style") found.push(`${one.tagName} style=${value}`);
      if (name === "srcdoc") found.push(`${one.tagName} srcdoc`);
    }
    for (const name of ["href", "src", "action", "data", "formAction"]) {
      const url = one[name];
      if (typeof url === "string" && /^\\s*(javascript|vbscript|data:text)/i.test(url)) found.push(`${name} ${url}`);
      if (typeof url === "string" && /^https?:..evil/i.test(url) && one.tagName !== "A") found.push(`${name} ${url}`);
    }
    if (/^(BASE|OBJECT|EMBED|IFRAME|FRAME|APPLET|MATH)$/i.test(one.tagName)) found.push(one.tagName);
    if (one.tagName === "META" && one.httpEquiv && one.httpEquiv !== "Content-Security-Policy") found.push("META");
  }
  if (document.body && document.body.innerText.includes("1337")) found.push("a template was evaluated");
  return found;
}"""
"""What of a page could run, lead to running, or reach out: on ours there is nothing of it, blocked or not."""


@pytest.fixture(scope="module")
def tortured(tmp_path_factory) -> Iterator[Newsroom]:
    running = copied(tmp_path_factory.mktemp("torture") / "newsroom")
    running.python(LAY_OUT)
    running.start()
    running.command("work", "--until-idle")
    yield running
    log = running.log.read_text()
    running.remove()
    assert "Traceback" not in log, log


@pytest.fixture(scope="module")
def chromium(playwright, tortured) -> Browser:
    return launched(playwright, at=tortured)


@pytest.fixture(scope="module")
def paths(tortured) -> list[str]:
    return json.loads(tortured.python(PATHS))


def listen(person: Person) -> list[str]:
    """Dialogs are never answered by a page of ours: none opens."""
    dialogs: list[str] = []
    person.context.add_init_script(EARS)

    def shut(dialog) -> None:
        if dialog.type != "beforeunload":
            dialogs.append(dialog.message)
        dialog.accept()

    person.page.on("dialog", shut)
    return dialogs


def heard(person: Person) -> list[object]:
    return [
        frame.evaluate("window.heard || []")
        for frame in person.page.frames
        if frame.evaluate("(window.heard || []).length")
    ]


def test_nothing_runs_on_any_page(tortured, paths, chromium):
    reader = Reader(chromium, tortured)
    dialogs = listen(reader)
    reader.watch.expect(f"{tortured.url}/favicon.ico")  # a fragment by itself names no icon
    pages = [path for path in paths if path.endswith("/")]
    assert len(pages) > 60
    wrong = []
    for path in pages:
        reader.page.goto(path, wait_until="load")
        tries = reader.page.evaluate(TRIES)
        if tries or heard(reader) or dialogs:
            wrong.append(f"{path}: {tries[:5]} {heard(reader)} {dialogs}")
        try:
            reader.watch.check()
        except AssertionError as complaints:
            wrong.append(f"{path}: {str(complaints)[:300]}")
    reader.leave()
    assert not wrong, "\n".join(wrong[:20])


def test_every_feed_can_be_read_and_holds_text_only(tortured, paths):
    feeds = [path for path in paths if path.endswith(".rss")]
    assert feeds
    for path in feeds:
        feed = ElementTree.fromstring(tortured.get(path).body)
        named = {element.tag.rpartition("}")[2] for element in feed.iter()}
        assert not named & {"script", "img", "svg", "iframe", "style"}, path
        assert "1337" not in "".join(feed.itertext())


def test_every_file_of_data_is_whole(tortured, paths):
    for path in (path for path in paths if path.endswith(".json")):
        json.loads(tortured.get(path).text)


def test_linked_data_is_whole_on_every_story(tortured, paths):
    stories = [path for path in paths if "/naughty-" in path and path.startswith("/20")]
    assert stories
    for path in stories:
        html = tortured.get(path).text
        told = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
        assert json.loads(told)["headline"]


def test_nothing_runs_at_the_desk(tortured, chromium):
    hedda = Editor(chromium, tortured, email="hedda@example.org")
    dialogs = listen(hedda)
    hedda.sign_in()
    pk = json.loads(tortured.python(NUMBERS))
    addresses = [
        "/desk/",
        "/desk/stories/",
        "/desk/stories/?q=script",
        "/desk/pages/",
        "/desk/news/new/",
        "/desk/news/",
        "/desk/images/",
        "/desk/reports/site-history/",
        "/desk/reports/pictures/",
        "/desk/account/",
        f"/desk/news/edit/{pk['Brief'][0]}/",
        *(f"/desk/snippets/masthead/{kind}/" for kind in ("author", "section", "topic", "imprint")),
        *(f"/desk/snippets/masthead/{kind.lower()}/edit/{pk[kind][0]}/" for kind in ("Author", "Section", "Topic")),
        *(
            f"/desk/pages/{one}/{place}/"
            for one in pk["Story"]
            for place in ("edit", "view_draft", "history", "usage", "delete")
        ),
    ]
    wrong = []
    for address in addresses:
        answer = hedda.page.goto(address, wait_until="load")
        hedda.page.wait_for_timeout(300)
        if answer.status != 200 or heard(hedda) or dialogs:
            wrong.append(f"{address}: {answer.status} {heard(hedda)} {dialogs}")
        try:
            hedda.watch.check()
        except AssertionError as complaints:
            wrong.append(f"{address}: {str(complaints)[:400]}")
    hedda.leave()
    assert not wrong, "\n".join(wrong)


def test_the_preview_beside_the_form_runs_nothing(tortured, chromium):
    hedda = Editor(chromium, tortured, email="hedda@example.org")
    dialogs = listen(hedda)
    hedda.sign_in(step=1)
    hedda.open(f"/desk/pages/{json.loads(tortured.python(NUMBERS))['Story'][0]}/edit/")
    hedda._ready()
    hedda.preview()
    assert not heard(hedda)
    assert not dialogs
    hedda.watch.check()
    hedda.leave()
