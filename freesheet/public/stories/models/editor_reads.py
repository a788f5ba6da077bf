"""The step of the workflow where an editor reads: any editor of the paper, or the section's own.

Owns    EditorReads
"""

from typing import Any

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from freesheet.public.masthead.charge import sections_of
from freesheet.public.stories.permissions import in_charge

AS_WRITTEN = models.CharField(max_length=255)
"""How a workflow's state keeps the number of its page."""


class EditorReads(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, where who is in charge of the story's section counts as one of the group."""

    class Meta:
        verbose_name = _("reading by an editor")
        verbose_name_plural = _("readings by an editor")

    def _reads(self, story: Any, user: Any) -> bool:
        return bool(user.is_superuser or self._user_in_groups(user) or in_charge(user, story))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._reads(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self._reads(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self._reads(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        if not self._reads(obj, user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """States of all stories that wait here for a group's member, else of those in the person's sections."""
        if user.is_superuser or self._user_in_groups(user):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        mine = Page.objects.filter(story__section_id__in=sections_of(user)).annotate(number=Cast("pk", AS_WRITTEN))
        return self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=mine.values("number")
        )

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen roles read and approve; so may whoever has the story's section in charge"))
