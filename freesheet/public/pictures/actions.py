"""What can be done with a picture besides editing it."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from freesheet.public.pictures.files.published import Making
from freesheet.public.pictures.files.removing import remove_all
from freesheet.public.pictures.models import Picture


def accept(data: bytes, *, name: str, alt: str, user: Any) -> Picture:
    """Put a picture that came within a document into the library, or find it there; checked as every upload is.

    name    of its file, so of the picture
    alt     its alternative text, or ""
    raises  PermissionDenied for who may not add pictures, ValidationError with words for a file that we do not take
    """
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission(user, "add"):
        raise PermissionDenied
    choosable = policy.instances_user_has_permission_for(user, "choose")
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()  # Wagtail's way of knowing a file again
    if same := choosable.filter(file_hash=digest, pulled_at=None).first():
        return same
    collection = policy.collections_user_has_permission_for(user, "add").first()
    words = {"title": "", "collection": collection.pk, **({"description": alt} if alt else {})}
    form = get_image_form(Picture)(words, {"file": SimpleUploadedFile(name, data)}, user=user)
    if not form.is_valid():
        raise ValidationError([str(problem) for problems in form.errors.values() for problem in problems])
    form.instance.uploaded_by_user = user
    picture: Picture = form.save()
    log(picture, "wagtail.create", user=user)
    return picture


@transaction.atomic
def pull(picture: Picture) -> None:
    """Take a picture off the site: its files go when this commits, its pages are pressed without it.

    The original stays at the desk. Pulling twice changes nothing more.
    """
    if picture.pulled_at is None:
        log(picture, "pictures.pull")
    Making.cancel(picture.pk)
    picture.pulled_at = picture.pulled_at or timezone.now()
    picture.srcsets = {}
    picture.save(update_fields=["pulled_at", "srcsets"])
    remove_all(picture)


@transaction.atomic
def put_back(picture: Picture) -> None:
    """Let a pulled picture show again, as soon as its files are made anew."""
    picture.pulled_at = None
    log(picture, "pictures.put_back")
    picture.save(update_fields=["pulled_at"])
    Making.order(picture.pk)
