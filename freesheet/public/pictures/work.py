"""What to do with pictures whose files must be made, and with files that must go."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.models import UploadedFile

from freesheet.public.pictures.files.making import make
from freesheet.public.pictures.files.published import Making, PublishedFile
from freesheet.public.pictures.files.removing import remove_due
from freesheet.public.pictures.models import Picture
from freesheet.work.kinds import Kind

KEPT_FOR = timedelta(days=1)


def make_all(makings: list[Making]) -> None:
    """Make the files of each picture of a claimed batch."""
    for making in makings:
        make(making)


def forget_kept_uploads() -> int:
    """Drop uploads whose form was never sent in a day; returns how many. For the nightly schedule."""
    uploads = UploadedFile.objects.filter(for_content_type=ContentType.objects.get_for_model(Picture))
    count = 0
    for upload in uploads:
        storage, name = upload.file.storage, upload.file.name
        if not storage.exists(name) or storage.get_modified_time(name) < timezone.now() - KEPT_FOR:
            upload.file.delete(save=False)
            upload.delete()
            count += 1
    return count


PICTURES_TO_MAKE = Kind(
    name="pictures to make",
    label=gettext_lazy("picture to make"),
    model=Making,
    do=make_all,
    limit=1,
    lease_seconds=180,
)
FILES_TO_REMOVE = Kind(
    name="picture files to remove",
    label=gettext_lazy("picture file to remove"),
    model=PublishedFile,
    do=remove_due,
    limit=50,
    lease_seconds=60,
)
