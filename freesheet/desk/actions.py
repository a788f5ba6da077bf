"""What the desk does across rooms."""

from django.db.models import F, Q
from django.utils import timezone

from freesheet.work.kinds import Kind
from freesheet.work.wake import ring


def try_again(kind: Kind, pk: int) -> bool:
    """Make a failing row due at once, its error forgotten; False if it is not failing any more."""
    free = Q(lease_until=None) | Q(lease_until__lte=timezone.now())  # what a worker has in hand is being tried already
    failing = kind.model._default_manager.filter(free, pk=pk, due_at__isnull=False).exclude(error="")
    changes = {"lease_until": None, "attempts": 0, "error": "", "epoch": F("epoch") + 1}
    tried = failing.update(due_at=timezone.now(), **changes)
    ring()
    return bool(tried)
