"""Exhibits of the desk's own parts: the home's panels, the press, questions asked in a form, what stands beside it.

Rule    nothing here belongs to a row: a button pressed by mistake changes nothing
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState, WorkflowState

from freesheet.demo.gallery import scenery, words
from freesheet.demo.gallery.exhibit import Context, Exhibit, Show
from freesheet.desk.home import panels as home
from freesheet.desk.home.mending import OpenCorrection, Unfinished
from freesheet.desk.home.overview import StoriesInHand
from freesheet.desk.home.press_panel import Failure, PressPanel
from freesheet.desk.home.today import Entry, Plan
from freesheet.desk.permissions import Permissions
from freesheet.doors.mailroom.models import Letter, Mailbox, Return
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.work import STALE_SHEETS
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.form.dangling import Dangling
from freesheet.public.masthead.form.meanwhile import Clash, MeanwhileForm
from freesheet.public.stories.actions.scheduled import Late
from freesheet.public.stories.form.changes import Difference
from freesheet.public.stories.form.note_question import APPROVING, PUBLISHING, SCHEDULING, Buttons
from freesheet.public.stories.models import Correction, Poster, Story
from freesheet.public.stories.pasting.panel import PastingPanel
from freesheet.public.stories.side_panel.remarks import Remark
from freesheet.public.stories.side_panel.views import LISTED_PATHS, Twin
from freesheet.public.stories.work.posters import POSTERS

HOME, FORMS = _("The desk’s home"), _("At the desk, in a story’s form")
LISTS = {
    "tasks": (),
    "drafts": (),
    "corrections": (),
    "briefs": (),
    "pictures": (),
    "fronts": (),
    "newest": (),
    "in_hand": StoriesInHand([], [], []),
    "plan": Plan([], [], 0, set()),
    "letters": (),
    "settled": True,
    "mailbox": None,
    "tally": {},
    "last": None,
    "filled": "",
}
"""What the home's panels are given while nothing is to be told."""
Told = Callable[[str, Any], Context]


class Question(forms.Form):
    """What a form asks when somebody else has saved it meanwhile, in a form that belongs to nothing."""

    meanwhile = MeanwhileForm.base_fields["meanwhile_answer"]


def _all_rights(user: Any) -> Permissions:
    names = [field.name for field in fields(Permissions) if field.name != "user"]
    return Permissions(user, **dict.fromkeys(names, True))


def _parts(template: str, *told: Told, within: str = "desk-panel") -> Show:
    """A part of the desk, as often as it is told about; within: classes of what stands around it there."""

    def show(request: HttpRequest, language: str) -> TemplateResponse:
        permissions = _all_rights(request.user)
        contexts = [{"permissions": permissions, "request": request, **tell(language, request.user)} for tell in told]
        parts = [render_to_string(template, context, request) for context in contexts]
        return TemplateResponse(request, "demo/gallery/desk.html", {"parts": parts, "within": within})

    return show


def _numbered(language: str, count: int = 4) -> list[Story]:
    """Stories of which no form can be opened by mistake."""
    stories = scenery.in_states(language, count)
    for number, story in enumerate(stories):
        story.pk = scenery.NO_ROW + number
        story.draft_title = story.title
    return stories


def _ago(**span: int) -> Any:
    return timezone.now() - timedelta(**span)


# The home


def _full(language: str, user: Any) -> Context:
    """What all of the home's panels are given on a busy day."""
    said, stories = words.of(language), _numbered(language)
    kind = Correction.Kind.CLARIFICATION.label
    return {
        "tasks": [_task(story, user) for story in stories[:3]],
        "drafts": stories,
        "more": True,
        "corrections": [OpenCorrection(story, str(kind), said.correction * 3) for story in stories[:2]],
        "briefs": [brief for brief in scenery.briefs(language) if brief.pinned_at or brief.breaking_at],
        "pictures": [
            Unfinished(picture, said.long, lacks_credit=bool(number % 2), lacks_alt=number != 1)
            for number, picture in enumerate(_unfinished())
        ],
        "fronts": list(FrontPage.objects.select_related("locale", "lead__locale", "lead__section")),
        "newest": stories,
        "opens": {story.pk for story in stories[1:]},
        "in_hand": _in_hand(said, stories, user),
        "plan": _plan(stories),
        "letters": _letters(said),
        "letter_count": 21,
        "mailbox": Mailbox(error=said.quote, read_at=_ago(hours=5)),
        "tally": {"hard": 12, "soft": 1, "complaint": 0},
        "last": Return(kind=Return.Kind.HARD, code="5.1.1", words=said.quote * 2, at=_ago(hours=3)),
        "filled": "",
    }


def _letters(said: words.Words) -> list[Letter]:
    fates = (
        (Letter.Fate.REFUSED, "550 5.1.1 no such user"),
        (Letter.Fate.UNCERTAIN, ""),
        (Letter.Fate.REFUSED, said.quote * 2),
    )
    letters = [Letter(fate=fate, answer=answer, ended_at=_ago(hours=3)) for fate, answer in fates]
    for number, letter in enumerate(letters):
        letter.pk, letter.purpose = scenery.NO_ROW + number, "staff"
        letter.recipient = f"{'reader.' * (6 * number + 1)}ada@example.org"
    return letters


def _unfinished() -> list[Any]:
    found = scenery.pictures(3)
    return [SimpleNamespace(pk=scenery.NO_ROW + number, title=one.title) for number, one in enumerate(found)]


def _task(story: Story, user: Any, **more: Any) -> TaskState:
    workflow = WorkflowState(object_id=str(story.pk), requested_by=user)
    told = {"revision": Revision(object_str=story.title), "task": Task(name=story.get_label_display())}
    return TaskState(workflow_state=workflow, started_at=_ago(hours=3), **told, **more)


def _in_hand(said: words.Words, stories: list[Story], user: Any) -> StoriesInHand:
    asked = {"comment": said.quote, "finished_by": user, "finished_at": _ago(minutes=20)}
    return StoriesInHand(
        returned=[(stories[0], _task(stories[0], user, **asked))],
        in_review=[(stories[1], _task(stories[1], user))],
        drafts=stories[2:],
    )


def _plan(stories: list[Story]) -> Plan:
    kinds = ("out", "planned", "comes", "goes")
    entries = [
        Entry(_ago(hours=2 - number), kind, story.title, story.pk, story.address if kind == "out" else None)
        for number, (kind, story) in enumerate(zip(kinds, stories, strict=True))
    ]
    return Plan(
        entries,
        [Entry(_ago(days=-2), "comes", stories[0].title, stories[0].pk)],
        more=3,
        opens={story.pk for story in stories[1:]},
    )


def _nothing(language: str, user: Any) -> Context:
    return {**LISTS, "more": False}


def _press_fails(language: str, user: Any) -> Context:
    said, path = words.of(language), f"/2026/11/{'-'.join(['harbour'] * 9)}/"
    rows = [
        Sheet(pk=scenery.NO_ROW, path=path, error=said.quote * 4, attempts=12, due_at=_ago(minutes=-4)),
        Sheet(pk=scenery.NO_ROW + 1, path="/", error="KeyError: 'lead'", attempts=1, due_at=_ago(minutes=-1)),
    ]
    late = [Late(scenery.NO_ROW, said.long, _ago(hours=1), leaves=leaves) for leaves in (False, True)]
    late.append(Late(scenery.NO_ROW + 1, said.long, _ago(hours=1), leaves=False))
    failures = [Failure(STALE_SHEETS, row) for row in rows]
    poster = Poster(pk=scenery.NO_ROW, url="https://www.youtube.com/watch?v=0", error="No answer.", attempts=3)
    poster.due_at = _ago(minutes=-9)
    elsewhere = [Failure(POSTERS, poster)]
    return {
        "failures": failures,
        "elsewhere": elsewhere,
        "late": late,
        "opens": {scenery.NO_ROW},
        "may_press": True,
        **_press_waits(language, user),
    }


def _press_waits(language: str, user: Any) -> Context:
    return {"waiting_count": 1204, "waiting": [Sheet(path=path) for path in ("/", "/news/")], "last": None}


def _press_is_done(language: str, user: Any) -> Context:
    return {"last": Sheet(path="/news/", pressed_at=_ago(seconds=7))}


# Forms


def _differences(language: str) -> list[Difference]:
    said = words.of(language)
    return [
        Difference("1911", "1912", *said.short.split(" ", 1)),
        Difference("", said.long, said.short, said.short),
        Difference(said.unbroken, "", said.short),
    ]


def _unanswered() -> Any:
    form = Question({})
    if form.is_valid():
        form.add_error("meanwhile", _("Choose one of these."))
    return form["meanwhile"]


def _note(buttons: Buttons, more: int) -> Told:
    return lambda language, user: {"differences": _differences(language), "more": more, "buttons": buttons}


def _meanwhile(language: str, user: Any) -> Context:
    said = words.of(language)
    clashes = [Clash("name", said.columns[0], said.short, said.unbroken), Clash("text", said.long, said.quote, "—")]
    return {"saved_by": said.short, "clashes": clashes, "field": _unanswered()}


def _dangling(language: str, user: Any) -> Context:
    said = words.of(language)
    gone = [Dangling(said.columns[0], said.short), Dangling(said.columns[1], said.unbroken)]
    return {"self": SimpleNamespace(instance=SimpleNamespace(dangling=gone))}


def _side_panel(language: str, user: Any) -> Context:
    said, stories = words.of(language), _numbered(language, 2)
    remarks = [Remark("title", said.long), Remark("body", said.unbroken, "block-1")]
    title = stories[0].title
    twins = [Twin(said.speaker, "/", stories[0], title), Twin(said.short, "", stories[1]), Twin(said.short, "/", None)]
    paths = [f"/{number}/{'-'.join(['harbour'] * number)}/" for number in range(1, 15)]
    told = {"word_count": 1204, "minutes": 5, "remarks": remarks, "twins": twins, "paths": paths, "more": 2}
    return {"panel": told, "most": LISTED_PATHS}


def _empty_side_panel(language: str, user: Any) -> Context:
    return {"panel": {"word_count": 0}, "most": LISTED_PATHS}


def _marks(language: str, user: Any) -> Context:
    return {"brief": scenery.briefs(language)[1]}


def _withdrawn(language: str, user: Any) -> Context:
    brief = scenery.briefs(language)[0]
    brief.withdrawn_at = timezone.now()
    return {"brief": brief}


def _panel(template: str) -> Show:
    """The panel before a script has filled it: of a story that is there, and of one that is not yet."""
    stored = SimpleNamespace(instance=SimpleNamespace(pk=scenery.NO_ROW))
    unsaved = SimpleNamespace(instance=SimpleNamespace(pk=None))
    return _parts(template, lambda language, user: {"self": stored}, lambda language, user: {"self": unsaved})


def _pasting(request: HttpRequest, language: str) -> TemplateResponse:
    """The panel as it is at first, and its message as a script writes it."""
    story = scenery.story(language)
    form = Story.get_edit_handler().get_form_class()(instance=story, for_user=request.user)
    panel = PastingPanel("body").bind_to_model(Story)
    bound = panel.get_bound_panel(instance=story, request=request, form=form, prefix="gallery")
    said = words.of(language)
    told = {"self": bound, "said": said.short, "notes": [said.long, said.unbroken, *[said.quote] * 6]}
    parts = [bound.render_html({"request": request}), render_to_string("stories/desk/pasting.html", told, request)]
    return TemplateResponse(request, "demo/gallery/desk.html", {"parts": parts, "within": "desk-panel"})


def _preview(template: str, **changes: Any) -> Show:
    def show(request: HttpRequest, language: str) -> TemplateResponse:
        story = scenery.story(language, title=words.of(language).long, **changes)
        context = {"story": story, "page": story, "site": "newsroom.example"}
        return TemplateResponse(request, template, context)

    return show


PANELS = {
    home.NextThings: _("Do next"),
    home.Waiting: _("Waits for your decision"),
    home.OwnStories: _("Mine"),
    home.Corrections: _("Corrections that readers cannot see yet"),
    home.Today: _("Today’s plan"),
    home.ColleaguesStories: _("Colleagues are working on"),
    home.LiveNow: _("Live now"),
    home.Briefs: _("Briefs still up"),
    home.Pictures: _("Pictures to mend"),
    home.Letters: _("Mail that did not leave"),
    home.Returned: _("Mail that came back"),
    home.OtherRooms: _("What other rooms fill, nothing yet"),
}
EXHIBITS = {
    **{
        f"home-{panel.name.replace('_', '-')}": Exhibit(HOME, title, _parts(panel.template_name, _full, _nothing))
        for panel, title in PANELS.items()
    },
    "home-press": Exhibit(
        HOME, _("The press"), _parts(PressPanel.template_name, _press_fails, _press_waits, _press_is_done)
    ),
    "note-question": Exhibit(
        FORMS,
        _("Does this need a note?"),
        _parts("stories/desk/note_question.html", _note(PUBLISHING, 0), _note(SCHEDULING, 1), _note(APPROVING, 4)),
    ),
    "meanwhile": Exhibit(
        FORMS, _("Somebody else has saved meanwhile"), _parts("masthead/desk/meanwhile.html", _meanwhile)
    ),
    "dangling": Exhibit(FORMS, _("Deleted since this was written"), _parts("masthead/desk/dangling.html", _dangling)),
    "beside": Exhibit(
        FORMS,
        _("Beside the form"),
        _parts("stories/desk/side_panel.html", _side_panel, _empty_side_panel, within="beside"),
    ),
    "beside-empty": Exhibit(FORMS, _("Beside the form, at first"), _panel("stories/desk/side_panel_place.html")),
    "pasting": Exhibit(FORMS, _("A field of blocks, where documents are pasted"), _pasting),
    "brief-marks": Exhibit(
        FORMS, _("What can be done with a brief"), _parts("newsfeed/desk/marks.html", _marks, _withdrawn)
    ),
    "as-result": Exhibit(FORMS, _("In search results"), _preview("stories/desk/as_result.html")),
    "as-result-bare": Exhibit(
        FORMS, _("In search results, no standfirst"), _preview("stories/desk/as_result.html", standfirst="")
    ),
    "as-card": Exhibit(FORMS, _("On social networks"), _preview("stories/desk/as_card.html")),
    "as-card-bare": Exhibit(
        FORMS, _("On social networks, no picture"), _preview("stories/desk/as_card.html", lead_picture=None)
    ),
}
