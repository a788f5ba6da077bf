"""Members of staff at the desk: their roles, and for section editors which sections."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import EditView, UserViewSet

from freesheet.desk import audit
from freesheet.public.masthead.models import Section, SectionEditor
from freesheet.staff.models import User
from freesheet.staff.role_names import role_name


class SectionsField(forms.ModelMultipleChoiceField[Section]):
    def label_from_instance(self, section: Section) -> str:
        """With its edition, for both have their Politics."""
        return f"{section} ({section.locale})"


class PersonForm(UserEditForm):
    """Wagtail's, and the sections in this person's charge."""

    sections = SectionsField(
        Section.objects.select_related("locale").order_by("locale", "order", "name"),
        required=False,
        label=_("Sections"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What a section editor edits and publishes. It counts with the role “Section editor” only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        groups.choices = [(group.pk, role_name(group.name)) for group in groups.queryset]
        self.initial["sections"] = list(self.instance.sections_edited.values_list("section_id", flat=True))

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        person: User = super().save(commit)
        chosen = {section.pk for section in self.cleaned_data["sections"]}
        person.sections_edited.exclude(section_id__in=chosen).delete()
        for pk in chosen:
            SectionEditor.objects.get_or_create(user=person, section_id=pk)
        return person


class PersonView(EditView):
    template_name = "desk/person.html"

    def get_form(self, *args: Any, **kwargs: Any) -> PersonForm:
        form: PersonForm = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form

    def save_instance(self) -> User:
        before = audit.access_of(self.get_object())
        person: User = super().save_instance()
        audit.access_changed(person, before)
        return person


class PeopleViewSet(UserViewSet):
    edit_view_class = PersonView

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonForm if for_update else super().get_form_class(for_update)
