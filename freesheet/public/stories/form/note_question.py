"""Does this need a note? Asked before other words of a published story go out without one.

Rule    asked in publishing, scheduling and approving only; a draft is saved without a question
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.log_actions import log

from freesheet.public.stories.form.changes import Changes, Text, compared

Note = tuple[Any, Any]
"""A correction's kind and text."""
ANSWER = "note_answer"
NO_NOTE = "stories.no_note"
UNANSWERED = _("Readers have seen other words. Choose what they are told of it.")
COMMENT = "workflow-action-extra-data"
"""Under which Wagtail's script sends what an approving editor wrote."""
LISTED_CHANGES = 8
LOGGED_CHARACTERS = 500


class NoteAnswer:
    """What an editor can say to it; a correction that they write is the third."""

    UPDATED, NONE = "updated", "none"


class Buttons(NamedTuple):
    """What the question's two buttons are called in the form that they send, and what they say to the editor."""

    name: str
    with_stamp: Any
    without_note: Any


PUBLISHING = Buttons(
    "action-publish", _("Publish, and say that it was updated"), pgettext_lazy("button", "Publish without a note")
)
SCHEDULING = Buttons("action-publish", _("Schedule, and say that it was updated"), _("Schedule without a note"))
APPROVING = Buttons(ANSWER, _("Approve, and say that it was updated"), _("Approve without a note"))


class AskingForm(WagtailAdminPageForm):
    """A story's form that asks; the answer is stored nowhere but in the log of actions."""

    is_deferred_validation: bool
    question: Changes | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self._goes_out() and self._live is not None and not noted(self._live, *self._notes_and_stamp(cleaned)):
            changes = compared(text_of(self._live), self._text(cleaned))
            if changes.substantial:
                self._ask(changes, cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if self.question and self._answer == NoteAnswer.NONE:
            log(saved, NO_NOTE, user=self.for_user, data={"words": in_a_line(self.question)})
        return saved

    @property
    def buttons(self) -> Buttons:
        if self._approves():
            return APPROVING
        hour = self.cleaned_data.get("go_live_at")
        return SCHEDULING if hour and hour > timezone.now() else PUBLISHING

    def _ask(self, changes: Changes, cleaned: dict[str, Any]) -> None:
        self.question = changes
        if self._answer == NoteAnswer.UPDATED:
            cleaned["updated_at"] = timezone.now()
        elif self._answer != NoteAnswer.NONE:
            self.add_error(None, ValidationError(UNANSWERED, code=ANSWER))

    @property
    def only_asks(self) -> bool:
        """Whether nothing but the answer is missing."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return codes == {ANSWER} and all(formset.is_valid() for formset in self.formsets.values())

    @property
    def _answer(self) -> str:
        """The value of the button that was pressed; Wagtail's own say nothing to it."""
        return str(self.data.get(ANSWER) or self.data.get("action-publish") or "")

    def _goes_out(self) -> bool:
        """Whether this is to reach readers, now or at an hour; not when it is sent back or only handed in."""
        return not self.is_deferred_validation and ("action-publish" in self.data or self._approves())

    def _approves(self) -> bool:
        is_handed_in = "action-submit" in self.data or "action-restart-workflow" in self.data
        return not is_handed_in and self.data.get("workflow-action-name") == "approve"

    @cached_property
    def _live(self) -> Any:
        """The story as readers have it, or None."""
        return type(self.instance).objects.live().filter(pk=self.instance.pk).first()

    def _notes_and_stamp(self, cleaned: dict[str, Any]) -> tuple[set[Note], datetime | None]:
        forms_of_notes = self.formsets["corrections"].forms if "corrections" in self.formsets else []
        notes = {
            (one.cleaned_data.get("kind"), one.cleaned_data.get("text"))
            for one in forms_of_notes
            if one.is_valid() and one.cleaned_data.get("text") and not one.cleaned_data.get("DELETE")
        }
        return notes, cleaned.get("updated_at")

    def _text(self, cleaned: dict[str, Any]) -> Text:
        live = self._live
        body = cleaned.get("body", live.body)
        return Text(cleaned.get("title", live.title), cleaned.get("standfirst", live.standfirst), plain(body))


def unnoted(live: Any, draft: Any) -> Changes:
    """What the draft of a live story says otherwise without telling readers of it."""
    if noted(live, notes_of(draft), draft.updated_at):
        return Changes()
    return compared(text_of(live), text_of(draft))


def noted(live: Any, notes: set[Note], updated: datetime | None) -> bool:
    """Whether readers are told already: by a correction they have not seen, or by the stamp."""
    return bool(notes - notes_of(live)) or _is_later(updated, live.updated_at)


def _is_later(updated: datetime | None, before: datetime | None) -> bool:
    """By whole minutes, which are all that a form shows and hands in again."""
    if updated is None or before is None:
        return updated is not None
    return updated.replace(second=0, microsecond=0) > before.replace(second=0, microsecond=0)


def notes_of(story: Any) -> set[Note]:
    return {(one.kind, one.text) for one in story.corrections.all()}


def text_of(story: Any) -> Text:
    return Text(story.title, story.standfirst, plain(story.body))


def plain(body: Any) -> str:
    """All that a reader reads in a body, a paragraph a line."""
    return "\n".join(body.stream_block.get_searchable_content(body))


def in_a_line(changes: Changes) -> str:
    """The first differences in one line, for the log."""
    pairs = (f"{one.before or '—'} → {one.after or '—'}" for one in changes.differences[:LISTED_CHANGES])
    return "; ".join(pairs)[:LOGGED_CHARACTERS]


def message(entry: Any) -> str:
    """A line of the log of actions."""
    words = {"words": (entry.data or {}).get("words", "")}
    return gettext("Had other words published without a note: %(words)s") % words


class NotePanel(Panel):
    """The question, with the words that differ; not there until it is asked."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/desk/note_question.html"

        def is_shown(self) -> bool:
            return bool(getattr(self.form, "question", None))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            differences = self.form.question.differences
            return {
                **context,
                "buttons": self.form.buttons,
                "comment": self.form.data.get(COMMENT, ""),
                "differences": differences[:LISTED_CHANGES],
                "more": max(0, len(differences) - LISTED_CHANGES),
            }
