"""What the room owns; one file a noun and what hangs on it."""

from freesheet.private.newsletters.models.appointment import Appointment
from freesheet.private.newsletters.models.issue import Issue
from freesheet.private.newsletters.models.newsletter import Newsletter
from freesheet.private.newsletters.models.sending import Bucket, Bundle, Delivery, Plate
from freesheet.private.newsletters.models.subscription import Consent, NotPending, SignUp, Subscription

__all__ = [
    "Appointment",
    "Bucket",
    "Bundle",
    "Consent",
    "Delivery",
    "Issue",
    "Newsletter",
    "NotPending",
    "Plate",
    "SignUp",
    "Subscription",
]
