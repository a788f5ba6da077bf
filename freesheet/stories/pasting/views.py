"""What the desk's script asks: a clipboard's content in, blocks of the form and notes out.

Called by   wagtail_hooks, which gives it an address; desk/paste.js
Rule        nothing is stored: blocks are in the form, and saved with it
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from freesheet.stories.pasting import plain_text, reading
from freesheet.stories.pasting.document import Document
from freesheet.stories.pasting.filling import blocks_of
from freesheet.stories.pasting.losses import Losses
from freesheet.stories.pasting.tree import TooLong

MOST_CHARACTERS = 2_000_000
"""Of HTML or text: a novel is shorter, a page that a script wrote may be longer."""


@never_cache
@require_POST
def pasted(request: HttpRequest) -> JsonResponse:
    """Blocks for the field named by `model` and `field`, of the clipboard's `html`, or of its `text` without that.

    answers     blocks (as Wagtail's forms hold them), notes (sentences), headline, said (a sentence); 400 for a field
                that is none of blocks, 413 for a document that is too long
    """
    html, text = request.POST.get("html", ""), request.POST.get("text", "")
    losses = Losses()
    try:
        if max(len(html), len(text)) > MOST_CHARACTERS:
            raise TooLong
        document = reading.document_of(html, losses) if html.strip() else plain_text.document_of(text)
    except TooLong:
        return refusal(_("This is too long to paste at once. Paste it in parts."), status=413)
    return answer(request, document, losses, pictures={})


def answer(request: HttpRequest, document: Document, losses: Losses, *, pictures: dict[str, int]) -> JsonResponse:
    """The document as blocks of the field that the request names; its title apart where the form has no headline."""
    body = _body(request.POST.get("model", ""), request.POST.get("field", ""))
    if body is None:
        return refusal(_("Nothing can be pasted here."), status=400)
    is_untitled = "untitled" in request.POST
    raw = blocks_of(document, body, losses, with_title=not is_untitled, pictures=pictures)
    told = {
        "blocks": form_state(body, raw),
        "notes": list(losses),
        "headline": document.title if is_untitled else "",
        "said": ngettext("%(count)d block pasted.", "%(count)d blocks pasted.", len(raw)) % {"count": len(raw)},
    }
    return JsonResponse(told, encoder=DjangoJSONEncoder)


def refusal(words: str, *, status: int) -> JsonResponse:
    return JsonResponse({"words": words}, status=status)


def form_state(body: StreamBlock, raw: list[dict[str, Any]]) -> Any:
    """Raw blocks as the form's scripts take them."""
    return body.get_form_state(body.to_python(raw))


def _body(model: str, field: str) -> StreamBlock | None:
    try:
        found = apps.get_model(model)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found.stream_block if isinstance(found, StreamField) else None
