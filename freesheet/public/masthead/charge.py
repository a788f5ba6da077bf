"""Whose charge a section is: editors of the whole paper have all, section editors those they are named for.

Rule    a section counts only with the right "masthead.edit_sections": who leaves the role edits nothing by it
"""

from typing import Any

from freesheet.public.masthead.models import SectionEditor

EDITS_SECTIONS = "masthead.edit_sections"
_ATTRIBUTE = "_sections_in_charge"


def sections_of(user: Any) -> frozenset[int]:
    """Numbers of the sections in this person's charge as a section editor; asked of the database once a request."""
    if not hasattr(user, _ATTRIBUTE):
        setattr(user, _ATTRIBUTE, _found_for(user))
    known: frozenset[int] = getattr(user, _ATTRIBUTE)
    return known


def _found_for(user: Any) -> frozenset[int]:
    if user.is_superuser or not user.has_perm(EDITS_SECTIONS):
        return frozenset()
    return frozenset(SectionEditor.objects.filter(user=user).values_list("section_id", flat=True))
