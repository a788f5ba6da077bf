"""The form behind every upload and edit of a picture: single, several at once, or in a chooser.

Rule    what the file says fills what the editor left empty, and never the other way round; a refused form
        keeps the upload, so nobody has to find the file again
"""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.files.uploadedfile import UploadedFile as Upload
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile

from freesheet.public.pictures.files import uploads
from freesheet.public.pictures.metadata.facts import Facts, facts_of
from freesheet.public.pictures.models import Picture

SALT = "freesheet.public.pictures.kept-upload"
KEPT_SECONDS = 24 * 3600


class PictureFileField(WagtailImageField):
    """A file field that looks at a picture before anything decodes it."""

    def to_python(self, data: Any) -> Any:
        file: Any = forms.FileField.to_python(self, data)
        if file is None:
            return None
        data.name = uploads.check(file, name=file.name, most_bytes=self.max_upload_size)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """Alternative text is asked for wherever the form showed its field.

    Where several files are dropped at once, Wagtail saves each before it shows any field; such a picture is
    kept without, and cannot be published until it has one (Picture.problems).
    """

    data: Any
    files: Any
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user: Any = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.upload: UploadedFile | None = None
        self._explain()
        if "file" not in self.fields:
            del self.fields["kept"]
            return
        field = self.fields["file"]
        self.fields["file"] = PictureFileField(label=field.label, required=field.required, widget=field.widget)
        if self.is_bound:
            self._take_up()

    def _explain(self) -> None:
        """Wagtail's own fields in a photo editor's words."""
        if "title" in self.fields:
            self.fields["title"].required = False
            self.fields["title"].help_text = gettext(
                "For the library only: readers do not see it. Empty: the file's name."
            )
        if "description" in self.fields:
            self.fields["description"].label = gettext("Alternative text")
            self.fields["description"].help_text = gettext(
                "What the picture shows, in a sentence or two, for those who cannot see it."
            )
        for name in set(self.instance.unread_fields()).intersection(self.fields):
            self.fields[name].help_text = gettext("The file's own words for this could not be read.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "file" in self.changed_data and (file := cleaned.get("file")):
            facts = facts_of(file)
            for name, value in _prefill(facts):
                if name in self.fields and not cleaned.get(name):
                    cleaned[name] = value
            self.instance.unread = sorted(facts.unread)
        if "title" in self.fields and not cleaned.get("title"):
            cleaned["title"] = self.instance.title or _stem(cleaned.get("file"))
        asked = "description" in self.fields and self.add_prefix("description") in self.data
        if asked and not cleaned.get("description") and not cleaned.get("stated_decorative"):
            words = gettext("Describe what the picture shows, for those who cannot see it; or tick “decorative”.")
            self.add_error("description", words)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        posted = isinstance(self.data, QueryDict) and "file" in self.fields
        if posted and self.user and self.errors and isinstance(self.cleaned_data.get("file"), Upload):
            self._keep(self.cleaned_data["file"])

    def save(self, commit: bool = True) -> Picture:
        """A new picture is saved with its entry in the index: else the worker, told of it, may write that meanwhile."""
        with nullcontext() if self.instance.pk else transaction.atomic():
            picture: Picture = super().save(commit=commit)
        if self.upload is not None:
            self.upload.file.delete(save=False)
            self.upload.delete()
            self.upload = None
        return picture

    # The upload of a refused form

    def _keep(self, file: Upload[Any]) -> None:
        """Put the file aside, and have the form name it when it is shown again."""
        if self.upload is None:
            file.seek(0)
            self.upload = UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(Picture),
                file=file,
                uploaded_by_user=self.user,
            )
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = signing.dumps([self.upload.pk, self.user.pk], salt=SALT)
        self.fields["file"].required = False
        self.fields["file"].widget.is_required = False
        self.fields["file"].help_text = gettext("We have %(name)s: no need to choose it again.") % {"name": file.name}

    def _take_up(self) -> None:
        """Use the file put aside where this form sends none."""
        token, name = self.data.get(self.add_prefix("kept")), self.add_prefix("file")
        if not token or name in self.files:
            return
        try:
            upload, user = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
        except signing.BadSignature:
            return
        if self.user and user == self.user.pk:
            self.upload = UploadedFile.objects.filter(pk=upload, uploaded_by_user=self.user).first()
        if self.upload is not None:
            self.files = self.files.copy()
            self.files[name] = _again(self.upload)


def _again(upload: UploadedFile) -> Upload[Any]:
    file = upload.file.open("rb")
    return Upload(file=file.file, name=file.name.rsplit("/", 1)[-1], size=file.size)


def _stem(file: Any) -> str:
    """A file's name without its ending, as words; a refused file has none, and its form is shown again."""
    return PurePath(file.name).stem.replace("_", " ")[:255] if file else ""


def _prefill(facts: Facts) -> Iterator[tuple[str, Any]]:
    """Field → what the file says for it. Without a source, the copyright notice names whose it is."""
    yield "description", facts.alt
    yield "caption", facts.caption
    yield "credit", facts.credit_line
    yield "source", facts.source or facts.copyright
    for name in ("byline", "copyright", "licence", "licence_url", "digital_source_type", "taken_at"):
        yield name, getattr(facts, name)
