"""A story's form as the desk lays it out, and what it asks: a draft may still lack what publishing asks for.

Rule    an empty byline or a picture without words holds up publishing, never saving: autosave would pause
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.timezone import get_default_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Locale

from freesheet.public.masthead.charge import sections_of
from freesheet.public.masthead.form.dangling import DanglingPanel
from freesheet.public.masthead.form.headline_panel import ADDRESS_AND_SEARCH, headline_panel
from freesheet.public.masthead.form.topic_field import MAY_ADD, TopicsField, save_new
from freesheet.public.masthead.models import Author, Section
from freesheet.public.masthead.slugs import SlugForm
from freesheet.public.stories.body.blocks import without_empty_texts
from freesheet.public.stories.body.pictures import picture_errors
from freesheet.public.stories.form.newsroom_time import NewsroomTime
from freesheet.public.stories.form.note_question import AskingForm, NotePanel
from freesheet.public.stories.models.related_slot import RELATED_STORIES
from freesheet.public.stories.pasting.panel import PastingPanel
from freesheet.public.stories.permissions import publishes_all

AUTHOR = "author"
TO_READERS = {"action-publish", "action-workflow-action"}
"""Buttons that may bring a story to readers."""


class BylineForm(WagtailAdminModelForm):
    """One byline; in a draft, a new one without an author counts as not filled in."""

    is_deferred_validation: bool
    empty_permitted: bool

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        self.empty_permitted = self.empty_permitted or self.instance.pk is None

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME)  # autosave made it an initial form, which has a place

    def has_changed(self) -> bool:
        if self.is_deferred_validation and self.empty_permitted and not self[AUTHOR].value():
            return False
        return bool(super().has_changed())


class BylinesPanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = type("BylineForm", (BylineForm, formset["form"]), {})
        return options


class SidePanelPlace(Panel):
    """Where what stands beside a story is shown; its script fills it, and again after every autosave."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/desk/side_panel_place.html"

        class Media:
            js = ("stories/desk/beside.js",)


class StoryForm(SlugForm, AskingForm):
    is_deferred_validation: bool
    topics = TopicsField(
        label=gettext_lazy("Topics"), required=False, help_text=gettext_lazy("Type a name, then Enter or a comma.")
    )
    planned_at = NewsroomTime(label=gettext_lazy("Planned for"), required=False)

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        story = kwargs["instance"]
        edition = (kwargs.get("parent_page") or story).locale
        if data is None and not story.body:
            story.body = [{"type": "paragraph", "value": "", "id": str(uuid4())}]  # room to write
        if data is None and story.pk is None:
            begin(story, edition, kwargs["for_user"])
        super().__init__(data, files, **kwargs)
        if "title" in self.fields:
            self.fields["title"].label = _("Headline")
            self.fields["title"].widget.attrs["autofocus"] = story.pk is None
        if "section" in self.fields:
            self.fields["section"].queryset = Section.objects.filter(locale=edition)
        if "topics" in self.fields:
            self.fields["topics"].in_edition(edition, may_add=self.for_user.has_perm(MAY_ADD))
        words = _("When it is wanted, in the newsroom's time (%s). It publishes nothing by itself.")
        if "planned_at" in self.fields:
            self.fields["planned_at"].help_text = words % get_default_timezone_name()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self._leaves_their_sections(cleaned.get("section")):
            words = _("Your sections are: %s. Another editor files stories elsewhere.")
            self.add_error("section", words % self._sections_in_charge())
        if not self.is_deferred_validation:
            if lead := cleaned.get("lead_picture"):
                for problem in lead.problems():
                    self.add_error("lead_picture", problem)
            if errors := dict(picture_errors(cleaned["body"])) if "body" in cleaned else {}:
                self.add_error("body", StreamBlockValidationError(block_errors=errors))
        if "body" in cleaned:  # not before: errors are told by a block's place in the form
            cleaned["body"] = without_empty_texts(cleaned["body"])
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if "topics" in self.cleaned_data:
            save_new(self.cleaned_data["topics"])
        return super().save(commit)

    def _leaves_their_sections(self, section: Section | None) -> bool:
        """Whether a section editor files another's story, or publishes their own, where they are no editor."""
        if not (mine := sections_of(self.for_user)) or (section and section.pk in mine):
            return False
        if publishes_all(self.for_user, self.parent_page):
            return False
        is_own = self.instance.pk is None or self.instance.owner_id == self.for_user.pk
        return not is_own or not TO_READERS.isdisjoint(self.data)

    def _sections_in_charge(self) -> str:
        return ", ".join(map(str, Section.objects.filter(pk__in=sections_of(self.for_user))))


def begin(story: Any, edition: Locale, user: Any) -> None:
    """What a new story's form opens with: what is likely of who writes."""
    if (author := Author.objects.known_as(user, edition)) is not None:
        story.bylines.create(author=author)
    sections = Section.objects.filter(locale=edition, pk__in=sections_of(user))
    if len(sections) == 1:
        story.section = sections[0]


ASIDE = ObjectList(
    [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("section", widget=forms.Select), FieldPanel("label")]), FieldPanel("topics")],
            gettext_lazy("Where it belongs"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("lead_picture", heading=gettext_lazy("Picture")),
                FieldPanel("lead_caption", heading=gettext_lazy("Caption")),
            ],
            gettext_lazy("Lead picture"),
        ),
        BylinesPanel("bylines", heading=gettext_lazy("Bylines"), label=gettext_lazy("Byline"), min_num=1),
        FieldPanel("dateline"),
    ],
    classname="form-aside",
)
"""Beside the words where there is room, so that nobody scrolls past a text to file it."""
CONTENT = [
    DanglingPanel(),
    NotePanel(heading=gettext_lazy("Does this need a note?"), icon="warning"),
    headline_panel(gettext_lazy("What happened, in one line. The address is made of it until readers have it.")),
    FieldPanel("standfirst"),
    PastingPanel("body"),
    SidePanelPlace(heading=gettext_lazy("Beside the story"), icon="clipboard-list"),
    ASIDE,
    InlinePanel("corrections", heading=gettext_lazy("Corrections"), label=gettext_lazy("Correction")),
    InlinePanel(
        "related_slots",
        heading=gettext_lazy("Related stories"),
        label=gettext_lazy("Related story"),
        help_text=gettext_lazy(
            "At the end, in this order. Too few: stories on the same topics follow, then its section's."
        ),
        max_num=RELATED_STORIES,
    ),
    FieldPanel("updated_at"),
    MultiFieldPanel([FieldPanel("planned_at"), FieldPanel("desk_notes")], gettext_lazy("For the desk")),
]
PROMOTE = [
    ADDRESS_AND_SEARCH,
    MultiFieldPanel(
        [FieldPanel("social_title"), FieldPanel("social_description"), FieldPanel("social_picture")],
        gettext_lazy("Social networks"),
    ),
]
