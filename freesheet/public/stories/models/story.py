"""What the newsroom publishes, at an address that never changes."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from freesheet.doors.press.pressed import Pressed
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.kit.words import text
from freesheet.public.masthead.form.dangling import WithoutDangling
from freesheet.public.masthead.models import Topic
from freesheet.public.masthead.slugs import SluggedByHeadline
from freesheet.public.stories import keys, pressing
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.body.words import words_in
from freesheet.public.stories.form import panels
from freesheet.public.stories.form.previews import Previewed
from freesheet.public.stories.models.archive import Archive
from freesheet.public.stories.models.byline import Byline
from freesheet.public.stories.models.correction import Correction
from freesheet.public.stories.models.desk_fields import DeskFields
from freesheet.public.stories.permissions import StoryPermissions, editable, visible
from freesheet.public.theme.fields import BlocksField

DRAFT_FIELDS = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
    }
)
"""What Wagtail writes on a page's row while only its draft changes."""


class StoryQuerySet(PageQuerySet):
    def newest(self) -> "StoryQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def readable(self, language: str) -> "StoryQuerySet":
        """Published stories of an edition."""
        return self.live().filter(locale__language_code=language)

    def published_in(self, period: Period) -> "StoryQuerySet":
        """By first publication; raises ValueError for a period that no calendar has."""
        return self.filter(first_published_at__gte=period.first, first_published_at__lt=period.end)

    def newest_with_faces(self, count: int) -> "list[Story]":
        """So many as cards need them. Their ids are sought first: thousands of whole rows would be sorted for a few."""
        pks = list(self.newest().values_list("pk", flat=True)[:count])
        rows = {story.pk: story for story in self.model.objects.filter(pk__in=pks).with_faces().defer("body")}
        return [rows[pk] for pk in pks if pk in rows]

    def newest_path(self, language: str) -> str | None:
        """The address of an edition's newest story, or None before there is one."""
        story = self.readable(language).newest().select_related("locale").first()
        return story.address if story else None

    def editable_by(self, user: Any) -> "StoryQuerySet":
        """Those whose forms the user may save."""
        return editable(self, archives=Archive.objects.all(), user=user)

    def visible_to(self, user: Any) -> "StoryQuerySet":
        """Those that the user may know of: what is published, and drafts that they may edit."""
        return visible(self, archives=Archive.objects.all(), user=user)

    def with_faces(self) -> "StoryQuerySet":
        """Along with all that a card shows, in a fixed number of queries."""
        bylines = Byline.objects.select_related("author__locale", "author__portrait")
        return self.select_related("section__locale", "locale", "lead_picture").prefetch_related(
            models.Prefetch("bylines", bylines)
        )

    def with_readings(self) -> "StoryQuerySet":
        """Along with all that a story's own page shows of it, in a fixed number of queries."""
        return (
            self.with_faces()
            .select_related("social_picture")
            .prefetch_related(
                models.Prefetch("topics", Topic.objects.select_related("locale")),
                models.Prefetch("corrections", Correction.objects.select_related("signed_by__locale")),
                "related_slots",
            )
        )


class Story(Previewed, SluggedByHeadline, WithoutDangling, Pressed, DeskFields):
    """One story. Wagtail's `title` is its headline, `search_description` its line for search engines."""

    owner_kind = keys.STORY

    class Label(models.TextChoices):
        NEWS = "news", _("News")
        ANALYSIS = "analysis", _("Analysis")
        OPINION = "opinion", _("Opinion")
        INTERVIEW = "interview", _("Interview")
        FEATURE = "feature", _("Feature")
        EXPLAINER = "explainer", _("Explainer")
        INVESTIGATION = "investigation", _("Investigation")

    standfirst = models.TextField(_("standfirst"), blank=True, max_length=400)
    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.NEWS)
    dateline = models.CharField(_("dateline"), max_length=80, blank=True, help_text=_("Where the story was written."))
    section = models.ForeignKey(
        "masthead.Section", models.PROTECT, related_name="stories", null=True, verbose_name=_("section")
    )
    topics = ParentalManyToManyField("masthead.Topic", blank=True, related_name="stories", verbose_name=_("topics"))
    lead_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.TextField(_("lead caption"), blank=True, help_text=_("Instead of the picture's own."))
    body = BlocksField(Body, blank=True, verbose_name=_("body"))
    updated_at = models.DateTimeField(
        _("updated"),
        null=True,
        blank=True,
        help_text=_("Say so when readers should know that there is more in it now."),
    )
    social_title = models.CharField(_("title for social networks"), max_length=120, blank=True)
    social_description = models.TextField(_("description for social networks"), blank=True, max_length=300)
    social_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for social networks"),
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)

    objects = PageManager.from_queryset(StoryQuerySet)()

    base_form_class = panels.StoryForm
    parent_page_types = ["stories.Archive"]
    subpage_types: list[str] = []
    content_panels = panels.CONTENT
    promote_panels = panels.PROMOTE
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.RelatedFields("bylines", [index.RelatedFields("author", [index.SearchField("name")])]),
        index.FilterField("section_id"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["label"], name="stories_story_label"),
            models.Index(
                fields=["planned_at"], condition=models.Q(planned_at__isnull=False), name="stories_story_planned"
            ),
        ]

    # Where it lives

    @property
    def address(self) -> str | None:
        """Where it lives, fixed by its first publication in the newsroom's zone; None before: not treebeard's path."""
        if self.first_published_at is None:
            return None
        month = Period.month_of(self.first_published_at)
        return Edition(self.locale.language_code).path(f"/{month.path}/{self.slug}/")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], settings.SITE_URL, self.address) if parts and self.address else None

    @property
    def guid(self) -> str:
        """What feeds call it for ever, whatever becomes of its address and of the site's name (RFC 4122, v5)."""
        return f"urn:uuid:{uuid5(self.translation_key, self.locale.language_code)}"

    # Who may do what with it

    def permissions_for_user(self, user: Any) -> StoryPermissions:
        return StoryPermissions(user, self)

    @property
    def filed_section_id(self) -> int | None:
        """The section of its row, which that of its draft may differ from."""
        return self.__dict__.get("_filed_section_id", self.section_id)

    def with_content_json(self, content: dict[str, Any]) -> "Story":
        draft: Story = super().with_content_json(content)
        draft._filed_section_id = self.section_id
        return draft

    # What the press must know

    def places(self) -> dict[str, str | None]:
        return pressing.places_of(self, stated=self.corrections.values_list("stated_at", flat=True))

    def lists(self) -> set[str]:
        return pressing.lists_of(
            self,
            topics=self.topics.values_list("pk", flat=True),
            authors=self.bylines.values_list("author_id", flat=True),
            stated=self.corrections.values_list("stated_at", flat=True),
        )

    def shows_on_pages(self, update_fields: list[str] | None) -> bool:
        return update_fields is None or not DRAFT_FIELDS.issuperset(update_fields)

    # What a page shows

    @cached_property
    def reading_minutes(self) -> int:
        return text.reading_minutes(self.word_count)

    @property
    def published_at(self) -> datetime:
        return self.first_published_at or timezone.now()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.word_count = words_in(self.body)
            stated = [one.stated_at for one in self.corrections.all() if one.kind == Correction.Kind.RETRACTION]
            self.retracted_at = min(stated, default=None)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what belongs to another edition: its page would lead readers into a language they did not choose."""
        super().clean()
        words = _("This belongs to another edition. Choose its twin in the story's own language.")
        if self.locale_id is None:
            return  # a form of a new story: its edition is its parent's
        if self.section and self.section.locale_id != self.locale_id:
            raise ValidationError({"section": words})
        if any(topic.locale_id != self.locale_id for topic in self.topics.all()):
            raise ValidationError({"topics": words})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """Its page for readers, who ask for it in its own language; not rendered yet."""
        return TemplateResponse(request, "stories/story.html", self.get_context(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"page": self, "story": self, "request": request}
