"""What mail providers tell by their hooks: bounces and complaints, each as a row before they are answered.

Rule    no hook without our own user and password, and the provider's signature where its key is set; what is
        malformed is refused, what is news of no return is thanked for, and nothing that comes in raises
Source  promise 15; https://anymail.dev/en/stable/sending/tracking/
"""

import logging
import re
from collections.abc import Iterable
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from anymail.urls import urlpatterns as anymails
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from freesheet.doors.mailroom.models import Return
from freesheet.doors.mailroom.returning.proofs import proven
from freesheet.doors.mailroom.returning.returns import once_for
from freesheet.doors.mailroom.returning.verdicts import ADDRESS_PATTERN, COMPLAINT, HARD, SOFT, WORDS_LONGEST, verdict
from freesheet.kit.email import normal
from freesheet.work.wake import ring

log = logging.getLogger(__name__)
LARGEST_BYTES = 2**20
_NAME = "_tracking_webhook"
LEFT_OUT = {"amazon_ses", "sendgrid", "sendinblue"}
"""One needs Amazon's own client, one is no longer kept up by django-anymail, one is Brevo's former name."""
VIEWS: dict[str, Any] = {
    one.name.removesuffix(_NAME): one.callback.view_class
    for one in anymails
    if one.name.endswith(_NAME) and one.name.removesuffix(_NAME) not in LEFT_OUT
}
"""A provider's name in our address → django-anymail's view, of which the checks and the reading are used."""
_TYPE_FIELDS = ("event", "Type", "type", "severity", "bounceType", "bounce_classification", "error_related_to")
_WORD_FIELDS = ("error", "reason")
_HARD, _SOFT = re.compile(r"hard", re.IGNORECASE), re.compile(r"soft|temporary|transient|block", re.IGNORECASE)


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
def hook(request: HttpRequest, provider: str) -> HttpResponse:
    """POST by a provider; HEAD is how some ask whether anybody is here."""
    if provider not in VIEWS or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    if request.method == "HEAD":
        return HttpResponse()
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES:
        return HttpResponse(status=413)
    try:
        events = _understood(request, provider)
        if events is None:
            return HttpResponse(status=400)
        _note(events, provider)
    except (DatabaseTrouble, ImproperlyConfigured) as trouble:  # ours to mend: the provider keeps its news
        log.error("a hook of %s could not be noted: %s", provider, trouble)
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return HttpResponse()


def _understood(request: HttpRequest, provider: str) -> list[Return] | None:
    """What it says; None if it is refused or cannot be read, and the log knows why."""
    try:
        return _read(request, provider)
    except ImproperlyConfigured:
        raise
    except SuspiciousOperation as problem:
        log.info("a hook of %s was refused: %s", provider, problem)
    except Exception:  # a provider's form that is not as it was
        log.exception("a hook of %s could not be read", provider)
    return None


def _read(request: HttpRequest, provider: str) -> list[Return]:
    """Checked and understood; raises for whatever is wrong with it."""
    view = VIEWS[provider]()
    view.setup(request)
    view.run_validators(request)
    return [row for event in view.parse_events(request) if (row := _row(event, provider))]


def _note(rows: Iterable[Return], provider: str) -> None:
    with transaction.atomic():
        if made := Return.objects.bulk_create(rows, ignore_conflicts=True):
            transaction.on_commit(ring)
            log.info("a hook of %s told of %s returns", provider, len(made))


def _row(event: AnymailTrackingEvent, provider: str) -> Return | None:
    """None for news that is none of a return, or of nobody."""
    said = " ".join([*filter(None, (event.mta_response, event.description)), *_fields(event.esp_event, _WORD_FIELDS)])
    found = verdict(said)
    kind = _kind(event, found.kind)
    address = normal(event.recipient or "")
    whose = proven(f"{event.message_id} {event.esp_event}")
    if kind is None or not (whose or "@" in address):
        return None
    once = once_for(*whose, kind) if whose else once_for(provider, event.event_id or event.message_id, address, kind)
    origin, number = whose or ("", None)
    return Return(
        once=once,
        way=provider,
        origin=origin,
        number=number,
        address=address[:254],
        kind=kind,
        code=found.code[:12],
        words=ADDRESS_PATTERN.sub("…", found.words)[:WORDS_LONGEST],
        due_at=timezone.now(),
    )


def _kind(event: AnymailTrackingEvent, by_words: str) -> str | None:
    """The provider's own word for hard or soft where it has one, else what the receiving server said."""
    match event.event_type:
        case EventType.COMPLAINED:
            return COMPLAINT
        case EventType.REJECTED:  # not even tried: a receiver's filter or a full box ends nobody
            return {RejectReason.INVALID: HARD, RejectReason.BOUNCED: by_words}.get(event.reject_reason)
        case EventType.BOUNCED:
            types = " ".join(_fields(event.esp_event, _TYPE_FIELDS))
            if _SOFT.search(types):
                return SOFT
            return HARD if _HARD.search(types) or event.reject_reason == RejectReason.INVALID else by_words
    return None


def _fields(form: Any, names: tuple[str, ...]) -> Iterable[str]:
    """What a provider says under such names, wherever in its form that stands."""
    for name, value in form.items() if hasattr(form, "items") else ():
        if name in names and isinstance(value, str):
            yield value
        elif hasattr(value, "items"):
            yield from _fields(value, names)
