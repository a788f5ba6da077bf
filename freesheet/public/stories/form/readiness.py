"""Whether a story can go to readers as its newest version stands, when nobody has its form open to say what it lacks.

Rule    what its form would refuse or ask is refused here, with the way to its form
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from freesheet.public.stories.body.pictures import picture_errors
from freesheet.public.stories.form.note_question import unnoted
from freesheet.public.stories.models import Story


def held_up(story: Story) -> list[str]:
    """What is in the way of publishing its newest version; empty when nothing is."""
    draft: Story = story.get_latest_revision_as_object()
    lacking = list(lacks(draft))
    if not lacking and story.live and unnoted(story, draft).substantial:
        return [_("Readers have seen other words: its form asks what they are told.")]
    return lacking


def lacks(draft: Story) -> Iterator[str]:
    """What this version is not fit for readers without, each in words."""
    try:
        draft.full_clean()
    except ValidationError as wrong:
        for name, words in wrong.message_dict.items():
            yield f"{_field_name(draft, name)}: {' '.join(words)}"
    if not draft.bylines.all():
        yield _("Bylines: nobody is named.")
    if draft.lead_picture:
        yield from draft.lead_picture.problems()
    try:
        draft.body.stream_block.clean(draft.body)
    except ValidationError:
        yield _("Body: a block is not filled in.")
    if dict(picture_errors(draft.body)):
        yield _("Body: a picture cannot be published yet.")


def _field_name(draft: Story, name: str) -> str:
    if name == "title":
        return _("Headline")
    fields = {field.name: field for field in draft._meta.get_fields()}
    return capfirst(str(getattr(fields.get(name), "verbose_name", _("Story"))))
