"""What the room owns; one file a noun and what hangs on it."""

from freesheet.newsletters.models.appointment import Appointment
from freesheet.newsletters.models.issue import Issue
from freesheet.newsletters.models.newsletter import Newsletter
from freesheet.newsletters.models.sending import Bucket, Bundle, Delivery, Plate
from freesheet.newsletters.models.subscription import Consent, NotPending, SignUp, Subscription

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
