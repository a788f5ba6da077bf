"""Who may do what: a group for each role, and the way a story goes from writer to reader.

Rule    idempotent: adds what is missing; what a newsroom has added of its own stays
Source  Wagtail: GroupPagePermission on a page holds for all below it; "add" lets one edit one's own
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from freesheet.kit import rooms
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.charge import EDITS_SECTIONS
from freesheet.public.stories.models import Archive
from freesheet.public.stories.models.editor_reads import EditorReads

WORKFLOW = "Writer → editor → publish"
TASK = "An editor reads it"
WAGTAILS_OWN = ("Editors", "Moderators")
WAGTAILS_WORKFLOW = "Moderators approval"


@dataclass(frozen=True)
class Role:
    """One group's rights.

    stories, fronts   page permissions on every Archive, on every FrontPage and so on all of its edition
    files             permissions on the root collection, such as "wagtailimages.add_image"
    rows              permissions on models, such as "masthead.change_author"; rooms grant more (kit.rooms)
    """

    name: str
    stories: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def _all(app: str, *models: str) -> tuple[str, ...]:
    return tuple(f"{app}.{verb}_{model}" for model in models for verb in ("add", "change", "delete"))


UPLOAD = ("wagtailimages.add_image", "wagtailimages.choose_image", "wagtaildocs.choose_document")
LIBRARY = (*UPLOAD, "wagtailimages.change_image", "wagtaildocs.add_document", "wagtaildocs.change_document")
ENTER = "wagtailadmin.access_admin"
TRANSLATE = "simple_translation.submit_translation"
"""Make a draft in another edition of what one may edit."""
ROLES = (
    Role("Writer", stories=("add",), files=UPLOAD, rows=(ENTER, TRANSLATE)),
    Role(
        "Editor",
        fronts=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=LIBRARY,
        rows=(
            ENTER,
            TRANSLATE,
            *_all("masthead", "author", "section", "topic"),
            "masthead.add_imprint",
            "masthead.change_imprint",
            "press.change_sheet",
        ),
    ),
    Role("Section editor", stories=("add",), files=LIBRARY, rows=(ENTER, TRANSLATE, EDITS_SECTIONS)),
    Role("Photo editor", stories=("add", "change"), files=LIBRARY, rows=(ENTER,)),
    Role("Membership", rows=(ENTER,)),
    Role(
        "Technician",
        rows=(
            ENTER,
            *_all("staff", "user"),
            *_all("wagtailcore", "locale"),
            "masthead.add_imprint",
            "masthead.change_imprint",
            "press.change_sheet",
            "mailroom.change_letter",
        ),
    ),
)


@transaction.atomic
def lay_out(languages: Sequence[str] = ()) -> None:
    """Make sure that each role's group, its rights on every edition, and the workflow exist."""
    _remove_wagtails_own()
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        _grant(group, role, permissions)
    for name, granted in rooms.grants().items():
        Group.objects.get(name=name).permissions.add(*(permissions[right] for right in granted))
    _workflow(Group.objects.get(name="Editor"))


def _grant(group: Group, role: Role, permissions: dict[str, Permission]) -> None:
    group.permissions.add(*[permissions[name] for name in role.rows])
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page.pk, permission=permissions[f"wagtailcore.{verb}_page"])
            for pages, verbs in ((Archive.objects.all(), role.stories), (FrontPage.objects.all(), role.fronts))
            for page in pages
            for verb in verbs
        ],
        ignore_conflicts=True,
    )
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        [GroupCollectionPermission(group=group, collection=root, permission=permissions[name]) for name in role.files],
        ignore_conflicts=True,
    )


def _workflow(editors: Group) -> None:
    """Writers submit, an editor approves, approving publishes; on every archive that has none."""
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    before = WorkflowTask.objects.filter(workflow=workflow, task__name=TASK, task__groupapprovaltask__isnull=False)
    if created or before.exists():
        task = EditorReads.objects.create(name=TASK)
        task.groups.add(editors)
        before.update(task=task) or WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for archive in Archive.objects.all():
        WorkflowPage.objects.get_or_create(page_id=archive.pk, defaults={"workflow": workflow})


def _remove_wagtails_own() -> None:
    """Wagtail's first migrations leave two groups and a workflow of its own; unused ones only confuse."""
    Group.objects.filter(name__in=WAGTAILS_OWN, user=None).delete()
    unused = Workflow.objects.filter(name=WAGTAILS_WORKFLOW, workflow_states=None)
    for workflow in unused:
        tasks = list(workflow.tasks)
        workflow.delete()
        for task in tasks:
            task.delete()
