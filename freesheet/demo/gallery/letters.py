"""Exhibits of readers' own pages, of newsletters and sign-up, and of the mails that both rooms send.

Rule    newsletters, issues and readers here have numbers that no row has, and links in them open nothing
"""

from datetime import timedelta
from email import message_from_bytes, policy
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from freesheet.demo.gallery import scenery, words
from freesheet.demo.gallery.exhibit import Context, Exhibit, Tell, page, parts
from freesheet.private.newsletters import mails as newsletter_mails
from freesheet.private.newsletters.form.forms import SignUpForm
from freesheet.private.newsletters.form.wording import wording_on_form as wording
from freesheet.private.newsletters.issue import composing
from freesheet.private.newsletters.issue.blocks import IssueBody
from freesheet.private.newsletters.models import Issue, Newsletter, Subscription
from freesheet.private.newsletters.models.newsletter import newsletters_path
from freesheet.private.newsletters.page import archive, linked_data
from freesheet.private.newsletters.page.archive import Volume
from freesheet.private.newsletters.page.pages import ListPage, ThanksPage
from freesheet.private.readers import mails as reader_mails
from freesheet.private.readers.forms import Code, ComeIn, Details
from freesheet.private.readers.models import Reader
from freesheet.private.readers.pages import OwnPage
from freesheet.public.masthead.models import imprint, locale_of
from freesheet.public.newsfeed.models import Brief

SIGN_UP, LETTERS = _("Signing up and leaving"), _("Newsletters")
ACCOUNT, MAILS = _("A reader’s account"), _("Mails")
OPENS_NOTHING = "gallery"
TYPED = {"email": "ines@gmial.com", "newsletters": [str(scenery.NO_ROW)]}


def newsletters(language: str, **changes: Any) -> list[Newsletter]:
    """Three: with all that one can say of itself, with a long name for members, and with a name alone."""
    said = words.of(language)
    host, bare = scenery.author(language), scenery.author(language, bare=True)
    told: list[dict[str, Any]] = [
        {
            "name": said.short,
            "description": said.standfirst,
            "group": said.heading,
            "frequency": said.columns[0],
            "host": host,
            "header": scenery.pictures(1)[0],
            "accent": "#2f5230",
        },
        {"name": said.unbroken, "description": said.long, "audience": Newsletter.Audience.MEMBERS, "host": bare},
        {"name": said.columns[0]},
    ]
    return [
        Newsletter(
            pk=scenery.NO_ROW + number, slug=f"gallery-{number}", locale=locale_of(language), **(fields | changes)
        )
        for number, fields in enumerate(told)
    ]


def issues(language: str, *, of: int = 0) -> list[Issue]:
    """A newsletter's issues, newest first, the first with every block there is."""
    said, now = words.of(language), timezone.now()
    newsletter = newsletters(language)[of]
    made = [
        Issue(
            pk=scenery.NO_ROW + number,
            newsletter=newsletter,
            subject=subject,
            preheader="" if number == 1 else said.standfirst,
            frozen_at=now - timedelta(days=20 * number),
        )
        for number, subject in enumerate((said.long, said.short, said.unbroken))
    ]
    made[0].body = IssueBody().to_python(_every_block(language))
    made[0].list_members = {"stories": _pks(language, 4), "briefs": _briefs(language)}
    return made


def _pks(language: str, count: int) -> list[int]:
    return [story.pk for story in scenery.stories(language, count)]


def _briefs(language: str) -> list[int]:
    return list(Brief.objects.readable(language).newest().values_list("pk", flat=True)[:3])


def _every_block(language: str) -> list[dict[str, Any]]:
    said = words.of(language)
    first, second = (*_pks(language, 2), None)[:2]
    picture = scenery.pictures(2)[1].pk
    values: dict[str, Any] = {
        "text": said.paragraph,
        "heading": said.heading,
        "story": {"story": first, "words": "", "with_picture": True},
        "stories": {"title": said.heading, "section": None, "topic": None, "count": 4},
        "briefs": {"title": said.short, "count": 3},
        "picture": {"picture": picture, "caption": said.caption, "link": "/"},
        "button": {"words": said.button, "link": "/"},
        "quote": {"text": said.quote, "attribution": said.speaker},
        "membership": {"text": said.standfirst, "words": said.button, "link": "/join/"},
        "sign_off": {"text": said.paragraph},
    }
    bare = {"type": "story", "value": {"story": second, "words": said.caption, "with_picture": False}, "id": "bare"}
    return [*({"type": kind, "value": value, "id": kind} for kind, value in values.items()), bare]


def _list(language: str, *, empty: bool = False) -> Context:
    groups = [] if empty else [("", newsletters(language)[1:]), (words.of(language).heading, newsletters(language)[:1])]
    return {"page": ListPage(language), "groups": groups, "wording": wording()}


def _again(language: str) -> Context:
    form = SignUpForm(TYPED, language=language)
    form.full_clean()
    return {**_list(language), "page": OwnPage(), "form": form, "ticked": {scenery.NO_ROW}}


def _newsletter(language: str, *, of: int = 0, **changes: Any) -> Context:
    shown = newsletters(language, **changes)[of]
    past = issues(language, of=of) if shown.is_archived and not of else []
    volumes = [Volume(shown, timezone.now().year - before) for before in range(2)] if past else []
    linked = linked_data.periodical(shown, imprint(language))
    told = {"page": shown, "newsletter": shown, "issues": past, "volumes": volumes}
    return {**told, "wording": wording(), "linked_data": linked}


def _closed(language: str) -> Context:
    return _newsletter(language, of=2, closed_at=timezone.now())


def _volume(language: str) -> Context:
    past = issues(language)
    volume = Volume(past[0].newsletter, past[0].year)
    beside = {"before": Volume(volume.newsletter, volume.year - 1), "after": Volume(volume.newsletter, volume.year + 1)}
    return {"page": volume, "newsletter": volume.newsletter, "months": archive.by_month(past), **beside}


def _issue(language: str) -> Context:
    shown, before, after = issues(language)
    linked = linked_data.article(shown, imprint(language))
    told = {"page": shown, "before": before, "after": after, "wording": wording(), "linked_data": linked}
    return {**told, **archive.issue_context(shown)}


def _by_link(language: str) -> Context:
    """As whoever got it by mail reads what has no public page."""
    return {"page": OwnPage(), **archive.issue_context(issues(language, of=1)[0])}


def _placed(language: str) -> list[Context]:
    all_of_them = newsletters(language)
    several: Context = {"newsletters": all_of_them, "place": "story", "wording": wording()}
    return [several, {**several, "newsletters": all_of_them[:1], "place": "front"}]


def _own_page(language: str, **told: Any) -> Context:
    return {"page": OwnPage(), "path": newsletters_path(language), "token": OPENS_NOTHING, **told}


def _to_confirm(language: str) -> Context:
    return _own_page(language, newsletters=newsletters(language))


def _begun(language: str) -> Context:
    return _own_page(language, subscriptions=[Subscription(newsletter=one) for one in newsletters(language)])


def _of_newsletter(language: str, **told: Any) -> Context:
    return _own_page(language, newsletter=newsletters(language)[0], **told)


def _come_in(language: str, *, wrong: bool = False) -> Context:
    form = ComeIn({"email": "ines@gmail,com"} if wrong else None)
    return _own_page(language, form=form)


def _code(language: str, *, wrong: bool = False) -> Context:
    if not wrong:
        return _own_page(language, form=Code(initial={"handle": OPENS_NOTHING}), email="ines@example.org")
    return _own_page(language, form=Code({"handle": OPENS_NOTHING, "code": ""}))


def _reader(language: str) -> Reader:
    return Reader(pk=scenery.NO_ROW, email="ines@example.org", name=words.of(language).speaker, language=language)


def _account(language: str, *, saved: bool = False) -> Context:
    reader = _reader(language)
    told = {"newsletters": newsletters(language), "subscribed": {scenery.NO_ROW}}
    part = render_to_string("newsletters/own.html", told)
    return _own_page(language, reader=reader, form=Details(instance=reader), parts=[part], saved=saved)


def _mail(tell: Any, *, text: bool = False) -> Tell:
    """A mail's part; tell gives its HTML and its text for a language."""

    def context(language: str) -> Context:
        html, plain = tell(language)
        return {"text": plain} if text else {"html": mark_safe(html)}  # noqa: S308 (as inboxes get it)

    return context


def _issue_mail(language: str) -> tuple[str, str]:
    issue = issues(language)[0]
    values = composing.values(email="ines@example.org", delivery=0, subscription=0, issue=0)
    mail = message_from_bytes(b"".join(composing.composed(issue).copy(values)), policy=policy.default)
    html, text = mail.get_body(("html",)), mail.get_body(("plain",))
    return html.get_content() if html else "", text.get_content() if text else ""


def _confirmation(language: str) -> tuple[str, str]:
    content = newsletter_mails.confirmation(newsletters(language), OPENS_NOTHING)
    return content.html, content.text


def _way_in(language: str) -> tuple[str, str]:
    content = reader_mails.way_in(OPENS_NOTHING, "123456")
    return content.html, content.text


def _as_html_and_text(name: str, title: Any, tell: Any) -> dict[str, Exhibit]:
    """A mail as HTML and as plain text."""
    return {
        name: Exhibit(MAILS, title, page("demo/gallery/mail.html", _mail(tell))),
        f"{name}-text": Exhibit(
            MAILS,
            format_lazy("{}, {}", title, _("plain text")),
            page("demo/gallery/mail_text.html", _mail(tell, text=True)),
        ),
    }


def _of_room(group: Any, room: str, **told: tuple[Any, Tell]) -> dict[str, Exhibit]:
    """Exhibits whose names are their templates', until two underscores say in which state."""
    return {
        f"{room}-{name.replace('_', '-')}".replace("--", "-"): Exhibit(
            group, title, page(f"{room}/{name.partition('__')[0]}.html", tell)
        )
        for name, (title, tell) in told.items()
    }


EXHIBITS = {
    **_of_room(
        LETTERS,
        "newsletters",
        list=(_("All newsletters"), _list),
        list__empty=(_("Nothing yet"), partial(_list, empty=True)),
        newsletter=(_("A newsletter"), _newsletter),
        newsletter__members=(_("For members"), partial(_newsletter, of=1)),
        newsletter__closed=(_("Closed"), _closed),
        volume=(_("Issues of a year"), _volume),
        issue=(_("An issue with every block"), _issue),
        issue__by_link=(_("An issue that its link alone opens"), _by_link),
    ),
    "sign-up": Exhibit(SIGN_UP, _("Form on other pages"), parts("newsletters/placed.html", _placed)),
    **_of_room(
        SIGN_UP,
        "newsletters",
        again=(_("Not right yet"), _again),
        signed_up=(_("Thanks"), lambda language: {"page": ThanksPage(language)}),
        confirm=(_("The button that confirms"), _to_confirm),
        confirmed=(_("Confirmed"), _begun),
        confirmed__left=(_("Confirmed, and left since"), partial(_own_page, subscriptions=[])),
        dead_link=(_("A link that has run out"), _own_page),
        leave=(_("The button that leaves"), partial(_of_newsletter, has_left=False)),
        leave__left=(_("Has left already"), partial(_of_newsletter, has_left=True)),
        left=(_("Has left"), _of_newsletter),
        returned=(_("Came back"), _of_newsletter),
    ),
    **_of_room(
        ACCOUNT,
        "readers",
        come_in=(_("Sign in"), _come_in),
        come_in__wrong=(_("Not an address"), partial(_come_in, wrong=True)),
        code=(_("Code"), _code),
        code__wrong=(_("Wrong code"), partial(_code, wrong=True)),
        enter=(_("Behind the link"), _own_page),
        dead_link=(_("A link that has run out"), _come_in),
        account=(_("A reader’s own page"), _account),
        account__saved=(_("Saved"), partial(_account, saved=True)),
        erase=(_("Delete everything?"), lambda language: _own_page(language, reader=_reader(language))),
        erased=(_("Forgotten"), _own_page),
    ),
    **_as_html_and_text("mail-issue", _("An issue with every block"), _issue_mail),
    **_as_html_and_text("mail-confirmation", _("Confirmation"), _confirmation),
    **_as_html_and_text("mail-sign-in", _("Link and code"), _way_in),
}
