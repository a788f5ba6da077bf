"""What the desk knows of a story and readers never do: when it is wanted, and notes among colleagues.

Rule    truth is on the story's row, also while only a draft of it changes; no page shows any of it
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from freesheet.public.stories.signals import draft_kept

FIELDS = ("planned_at", "desk_notes")


class DeskFields(Page):
    """A page's two fields for the desk, which its drafts have in common."""

    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True)
    desk_notes = models.TextField(
        _("notes for the desk"),
        blank=True,
        max_length=4000,
        help_text=_("Whom to ask, what is still missing, what the lawyer said. Readers never see it."),
    )

    exclude_fields_in_copy = list(FIELDS)

    class Meta:
        abstract = True

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        revision = super().save_revision(*args, **kwargs)
        type(self)._default_manager.filter(pk=self.pk).update(**{name: getattr(self, name) for name in FIELDS})
        draft_kept.send(type(self), story=self)
        return revision

    def with_content_json(self, content: dict[str, Any]) -> "DeskFields":
        draft: DeskFields = super().with_content_json(content)
        for name in FIELDS:
            setattr(draft, name, getattr(self, name))
        return draft
