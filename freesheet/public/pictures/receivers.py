"""A deleted picture takes its files along, whoever deletes it and how."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from freesheet.public.pictures.files.removing import remove_all
from freesheet.public.pictures.models import Picture


@receiver(pre_delete, sender=Picture, dispatch_uid="pictures.remove_files")
def remove_files(instance: Picture, **kwargs: Any) -> None:
    """Have its files go when the deletion commits; press.receivers orders the pages that show it."""
    remove_all(instance)
