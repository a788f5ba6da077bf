"""Every desk address, for everybody who could ask: what addresses.txt says is what happens (promise 35).

A new address fails here until addresses.txt says for whom it is. Whoever is refused changes nothing and learns
nothing: not by GET, not by POST, not the words of a draft that is not theirs.
"""

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, Site, UploadedFile, Workflow

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.relay.providers import outbox
from freesheet.private.newsletters import mails
from freesheet.private.newsletters.models import Issue, Newsletter, Subscription
from freesheet.private.readers.models import Reader
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.models import Imprint, SectionEditor
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Archive, Story
from freesheet.staff.models import Invitation, User
from freesheet.work import loop
from tests.desk.conftest import enter
from tests.desk.walking import fill, walk
from tests.journeys.scenery import picture

pytestmark = pytest.mark.django_db
SECRET = "zyzzyva"
"""A word of a draft that belongs to an editor: nobody who may not edit that draft comes to read it."""
PEOPLE = {
    "-": None,
    "W": "Writer",
    "S": "Section editor",
    "P": "Photo editor",
    "E": "Editor",
    "M": "Membership",
    "T": "Technician",
    "A": "an administrator",
}
COMPARE = (
    r"pages/^(?P<pk>\d+)/revisions/compare/"
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$"
)
COMPARE_ISSUES = (
    r"newsletters/issues/history/(?P<pk>.+)/revisions/compare/"
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$"
)
FORMSETS = ("bylines", "corrections", "comments", "secondary", "rows", "picks")
EMPTY = {"body-count": 0, "rhythm_body-count": 0} | {
    f"{name}-{count}": 0 for name in FORMSETS for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}
"""Nothing filled in, but with what every form of a page counts: Wagtail answers a form without it by falling over."""
FALL_OVER = {
    # Wagtail takes it that its own forms come back whole; a form without a field of theirs ends in its error page
    "choose-external-link/",
    "pages/<int:page_id>/copy/",
    *(f"snippets/choose/masthead/{kind}/create/" for kind in ("author", "section", "topic", "imprint")),
    *(f"snippets/masthead/imprint/{verb}/" for verb in ("add", "preview")),
    *(f"snippets/masthead/imprint/{verb}/<int:pk>/" for verb in ("edit", "copy", "preview")),
    # its page shows no button to delete what others need: whoever posts all the same meets the database's refusal
    "snippets/masthead/author/delete/<int:pk>/",
    "snippets/masthead/section/delete/<int:pk>/",
}
KNOW_THE_DRAFT = {"E", "P", "A"}
KEEPS_NO_ROW = re.compile(r'(?:INTO|UPDATE|FROM) "?(?:django_session|freesheet_cache|wagtailadmin_editingsession)')


def table() -> dict[str, str]:
    """Route → letters of those whom it is for, as addresses.txt has it."""
    rules: dict[str, str] = {}
    who = ""
    for line in (Path(__file__).parent / "addresses.txt").read_text().splitlines():
        if line.startswith("== "):
            who = line.split()[1]
        elif line.startswith("/desk/"):
            route = line.removeprefix("/desk/")
            assert route not in rules, f"{route} stands twice"
            rules[route] = who
    return rules


TABLE = table()


def test_every_address_is_in_the_table():
    assert {str(address) for address in walk()} == set(TABLE)


@pytest.fixture
def things(newsroom, member) -> dict[str, Any]:
    """What stands in the places of arguments: nothing of it belongs to those who ask."""
    hedda = User.objects.create_user("hedda@example.org")
    hedda.groups.add(Group.objects.get(name="Editor"))
    archive = Archive.objects.get(locale__language_code="en")
    words = {"title": f"Draft {SECRET}", "standfirst": SECRET, "slug": f"draft-{SECRET}"}
    draft = archive.add_child(instance=Story(live=False, owner=hedda, section=newsroom.harbour, **words))
    draft.save_revision(user=hedda)
    revision = draft.save_revision(user=hedda)
    state = draft.get_workflow().start(draft, hedda)
    sea = picture("Sea", "The sea", "teal")
    document = Document.objects.create(title="Budget", file=ContentFile(b"a,b", "budget.csv"))
    workflow = Workflow.objects.get(name="Writer → editor → publish")
    brief = Brief.objects.create(lead="Eels", locale=archive.locale, section=newsroom.harbour, posted_by=hedda)
    invitation = Invitation.objects.create(
        email="new@example.org", group=Group.objects.first(), token_hash="x" * 64, expires_at="2100-01-01T00:00Z"
    )
    front = FrontPage.objects.get(locale=archive.locale)
    site = Site.objects.first()
    upload = UploadedFile.objects.create(
        uploaded_by_user=hedda, for_content_type=ContentType.objects.get_for_model(Story)
    )
    morning = Newsletter.objects.create(locale=archive.locale, name="Morning", slug="morning")
    issue = Issue.objects.create(newsletter=morning, subject="The lock is open")
    issue.save_revision(user=hedda)
    sent = Issue.objects.create(newsletter=morning, subject="Sent", frozen_at=timezone.now())
    mailroom.due(mails.trial(issue), to=hedda.email, purpose="trial")
    loop.drain()
    reader = Reader.objects.at("ada@example.org")
    return {
        "page_id": draft.pk,
        "page_to_move_id": draft.pk,
        "pk": draft.pk,
        "revision_id": revision.pk,
        "task_state_id": state.current_task_state.pk,
        "task_id": state.current_task_state.task_id,
        "workflow_state_id": state.pk,
        "parent_page_id": archive.pk,
        "choose-page/ parent_page_id": draft.pk,
        "destination_id": front.pk,
        "pages/add/ content_type_app_name": "stories",
        "pages/add/ content_type_model_name": "story",
        "pages/usage/ content_type_app_name": "stories",
        "pages/usage/ content_type_model_name": "story",
        "pages/create/ app_label": "stories",
        "pages/create/ model_name": "story",
        "translation/ app_label": "masthead",
        "translation/ model_name": "author",
        "translation/ pk": newsroom.ada.pk,
        "editing-sessions/ app_label": "stories",
        "editing-sessions/ model_name": "story",
        "editing-sessions/ object_id": draft.pk,
        "session_id": 1,
        "bulk/ app_label": "wagtailcore",
        "bulk/ model_name": "page",
        "bulk/ action": f"publish/?id={draft.pk}&x=",
        "pages/workflow/ action_name": "approve",
        "api/ action_name": "unpublish",
        "api/main/^documents/ pk": document.pk,
        "api/main/^images/ pk": sea.pk,
        "workflows/tasks/ app_label": "wagtailcore",
        "workflows/tasks/ model_name": "groupapprovaltask",
        "workflows/tasks/ pk": state.current_task_state.task_id,
        "workflows/ pk": workflow.pk,
        "page_pk": archive.pk,
        "workflow_pk": workflow.pk,
        "collections/ pk": Collection.objects.first().pk,
        "collection_id": Collection.objects.first().pk,
        "app_name": "pictures",
        "model_name": "picture",
        "kind": "story",
        "invitations/ pk": invitation.pk,
        "users/ pk": hedda.pk,
        "groups/ pk": Group.objects.get(name="Editor").pk,
        "stories/chooser/ pk": draft.pk,
        "settings/ app_name": "masthead",
        "settings/ model_name": "imprint",
        "document_id": document.pk,
        "doc_id": document.pk,
        "documents/ pk": document.pk,
        "documents/ uploaded_file_id": upload.pk,
        "images/ uploaded_file_id": upload.pk,
        "image_id": sea.pk,
        "images/ pk": sea.pk,
        "filter_spec": "width-40",
        "path": sea.file.name,
        "restriction_id": 1,
        "snippets/masthead/author/ pk": newsroom.ada.pk,
        "snippets/masthead/section/ pk": newsroom.harbour.pk,
        "snippets/masthead/topic/ pk": newsroom.water.pk,
        "snippets/masthead/imprint/ pk": Imprint.objects.first().pk,
        "snippets/choose/masthead/author/ pk": newsroom.ada.pk,
        "snippets/choose/masthead/section/ pk": newsroom.harbour.pk,
        "snippets/choose/masthead/topic/ pk": newsroom.water.pk,
        "snippets/choose/masthead/imprint/ pk": Imprint.objects.first().pk,
        "news/ pk": brief.pk,
        "newsletters/ pk": morning.pk,
        "newsletters/issues/ pk": issue.pk,
        "newsletters/issues/<int:pk>/report/ pk": sent.pk,
        "newsletters/issues/ revision_id": issue.latest_revision_id,
        "newsletters/issues/ frame": "light",
        "newsletters/issues/ verb": "pause",
        "outbox/ name": outbox().newest(1)[0].name,
        "outbox/ kind": "plain",
        "newsletters/subscriptions/ pk": Subscription.objects.create(reader=reader, newsletter=morning).pk,
        "readers/ pk": reader.pk,
        "readers/ verb": "suppress",
        "verb": "withdraw",
        "name": "blocks",
        "locales/ pk": archive.locale_id,
        "sites/ pk": site.pk,
        "account/ pk": 1,
        "uidb64": "MQ",
        "token": "x",
        r"documents/^(\d+)/(.*)$": f"documents/{document.pk}/{document.filename}",
        r"account/^(?:signup|email|confirm-email|password/reset|2fa/webauthn/signup)/": "account/signup/",
        r"account/^confirm-email/(?P<key>[-:\w]+)/$": "account/confirm-email/x/",
        r"account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "account/password/reset/key/1-x/",
        COMPARE_ISSUES: f"newsletters/issues/history/{issue.pk}/revisions/compare/earliest...latest/",
        COMPARE: f"pages/{draft.pk}/revisions/compare/earliest...latest/",
        "^.*/$": "no-such-page/",
        "choose-page/chosen-multiple/": f"choose-page/chosen-multiple/?id={draft.pk}",
        "choose-page/search/": "choose-page/search/?q=Draft",
        "pages/search/": "pages/search/?q=Draft",
        "pages/search/results/": "pages/search/results/?q=Draft",
        "api/main/^pages/": "api/main/pages/?limit=20&order=-id",
        "api/main/^pages/find/": f"api/main/pages/find/?id={draft.pk}",
        "api/main/^documents/": "api/main/documents/",
        "api/main/^documents/find/": f"api/main/documents/find/?id={document.pk}",
        "api/main/^images/": "api/main/images/",
        "api/main/^images/find/": f"api/main/images/find/?id={sea.pk}",
        "stories/": "stories/?q=",
        "settings/": "settings/",
    }


@pytest.fixture(params=PEOPLE)
def asking(request, newsroom, member, root) -> tuple[str, User | None]:
    """One of PEOPLE; the section editor has Town, and the draft is filed under Harbour."""
    letter = request.param
    role = PEOPLE[letter]
    user = None if role is None else root if letter == "A" else member(role)
    if letter == "S":
        SectionEditor.objects.create(user=user, section=newsroom.town)
    return letter, user


class Unchanged(Exception):
    """Takes back what a request has done."""


def ask(client: Client, method: str, path: str) -> tuple[HttpResponse, list[str]]:
    """The answer, and what was written to rows meanwhile; all of it is taken back."""
    cookies = copy.deepcopy(client.cookies)
    try:
        with transaction.atomic(), CaptureQueriesContext(connection) as seen:
            answer = _send(client, method, path)
            raise Unchanged
    except Unchanged:
        pass
    client.cookies = cookies
    if answer.streaming:
        for close in answer._resource_closers:
            close()  # closing the answer itself would end the test's own transaction
    written = [one["sql"] for one in seen.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    return answer, [sql for sql in written if not KEEPS_NO_ROW.search(sql)]


def _send(client: Client, method: str, path: str) -> HttpResponse:
    if method == "get":
        return client.get(path, HTTP_ACCEPT="*/*")
    as_scripts_do = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"} if "/multiple/" in path else {}
    return client.post(path, EMPTY, HTTP_ACCEPT="*/*", **as_scripts_do)


def is_refused(answer: HttpResponse) -> bool:
    """Told to sign in, that there is nothing, that it is not theirs: Wagtail leads back home then."""
    home = answer.status_code == 302 and answer["Location"].split("?")[0] in {"/desk/", "/desk/account/login/"}
    return home or answer.status_code in {401, 403, 404}


def answers(client: Client, things: dict[str, Any]) -> Iterator[tuple[str, str, bool, HttpResponse, list[str]]]:
    """Route, method, whether this answer decides for whom the address is, the answer, and what was written."""
    for address in walk():
        path = fill(address, things)
        got, written = ask(client, "get", path)
        only_posts = got.status_code == 405
        yield str(address), "get", not only_posts, got, written
        yield str(address), "post", only_posts, *ask(client, "post", path)


@pytest.fixture
def unrendered(monkeypatch) -> Callable[[], None]:
    """Leave pages unrendered, for those from whom nothing is hidden."""

    def stop() -> None:
        monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")

    return stop


def test_addresses_are_for_whom_they_are_for(client, things, asking, unrendered):
    letter, user = asking
    if user is not None:
        enter(client, user)
    if letter in KNOW_THE_DRAFT:
        unrendered()
    client.raise_request_exception = False
    wrong = []
    for address, method, decides, answer, written in answers(client, things):
        told = f"{method} /desk/{address} as {PEOPLE[letter]}: {answer.status_code} {answer.get('Location', '')}"
        if decides and is_refused(answer) == (letter in TABLE[address]):
            wrong.append(told)
        if answer.status_code >= 500 and not (method == "post" and address in FALL_OVER):
            wrong.append(told)
        if is_refused(answer) and written:
            wrong.append(f"{told} wrote {written[0][:120]}")
        if letter not in KNOW_THE_DRAFT and not answer.streaming and SECRET.encode() in answer.content:
            wrong.append(f"{told} tells of another's draft")
        kept = answer.get("Cache-Control", "")
        if "no-store" not in kept and not address.startswith(("originals/", "sprite/", "jsi18n/")):
            wrong.append(f"{told} may be kept: {kept}")
    assert not wrong, "\n".join(wrong)
