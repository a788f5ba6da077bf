"""What this room does when the mailroom says that an address gets no mail, or gets it again."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from freesheet.doors.mailroom.signals import lifted, suppressed
from freesheet.private.readers.models import Reader


@receiver(suppressed)
def gets_no_mail(sender: type, *, address: str, **told: Any) -> None:
    Reader.objects.filter(email=address, suppressed_at=None).update(suppressed_at=timezone.now())


@receiver(lifted)
def gets_mail(sender: type, *, address: str, **told: Any) -> None:
    Reader.objects.filter(email=address).update(suppressed_at=None)
