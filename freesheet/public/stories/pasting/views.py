"""What the desk's script asks: a clipboard's content in, blocks of the form and notes out.

Rule    blocks are in the form, and saved with it; only the pictures of a Word file are kept at once
"""

from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from freesheet.public.pictures import actions as library
from freesheet.public.stories.pasting import plain_text, reading
from freesheet.public.stories.pasting.document import Document, Figure
from freesheet.public.stories.pasting.filling import Shape, blocks_of
from freesheet.public.stories.pasting.losses import Loss, Losses
from freesheet.public.stories.pasting.tree import TooLong
from freesheet.public.stories.pasting.word import named, open_word

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
    body, losses = _body(request), Losses()
    if body is None:
        return _nowhere()
    try:
        if max(len(html), len(text)) > MOST_CHARACTERS:
            raise TooLong
        document = reading.document_of(html, losses) if html.strip() else plain_text.document_of(text)
    except TooLong:
        return refusal(_("This is too long to paste at once. Paste it in parts."), status=413)
    return _answer(request, document, body, losses, pictures={})


@never_cache
@require_POST
def word(request: HttpRequest) -> JsonResponse:
    """The same of a Word file, `document`; its pictures go into the library, if who asks may add some.

    Without a file, `name` is one that nobody can read: 415 says what to do instead. 400 for a broken file.
    """
    body, losses, file = _body(request), Losses(), request.FILES.get("document")
    if body is None:
        return _nowhere()
    if file is None:
        return refusal(_instead(PurePath(request.POST.get("name", "")).suffix.lower()), status=415)
    try:
        read = open_word(cast("BinaryIO", file.file), losses)
    except ValidationError as wrong:
        return refusal(" ".join(wrong.messages), status=400)
    except TooLong:
        return refusal(_("This document is too large. Save it in parts, or with smaller pictures."), status=413)
    pictures: dict[str, int] = {}
    if Shape(body).holds_pictures:
        figures = [part for part in read.document.parts if isinstance(part, Figure)]
        pictures = _accepted(figures, read.pictures, name=file.name or "", user=request.user, losses=losses)
        left_out = [part for part in figures if part.name not in pictures]
        read.document.parts = [part for part in read.document.parts if part not in left_out]
    return _answer(request, read.document, body, losses, pictures=pictures)


def _accepted(
    figures: list[Figure], files: dict[str, tuple[bytes, str]], *, name: str, user: Any, losses: Losses
) -> dict[str, int]:
    """Primary keys of the pictures that are in the library now, by their figures' names."""
    accepted: dict[str, int] = {}
    for number, figure in enumerate(figures, 1):
        if figure.name in accepted:
            continue
        data, ending = files[figure.name]
        called = named(name, number, ending)
        try:
            accepted[figure.name] = library.accept(data, name=called, alt=figure.alt, user=user).pk
        except PermissionDenied:
            losses.note(Loss.REFUSED, _("you may not add pictures"))
        except ValidationError as wrong:
            losses.note(Loss.REFUSED, f"{figure.alt or called}: {' '.join(wrong.messages)}")
    return accepted


def _instead(ending: str) -> str:
    """What to do with a file of that ending."""
    match ending:
        case ".doc" | ".rtf" | ".odt" | ".pages":
            return _("We read Word’s newer files. Open this one where it was written and save it as .docx.")
        case ".pdf":
            return _(
                "A PDF holds pages, not a text in order. Ask for the document itself, or copy its words and paste them."
            )
        case _:
            return _("We can make blocks of Word documents (.docx).")


def _answer(
    request: HttpRequest, document: Document, body: StreamBlock, losses: Losses, *, pictures: dict[str, int]
) -> JsonResponse:
    """The document as blocks of a body; its title apart where the form has no headline."""
    is_untitled = "untitled" in request.POST
    raw = blocks_of(document, body, losses, with_title=not is_untitled, pictures=pictures)
    told = {
        "blocks": form_state(body, raw),
        "notes": list(losses),
        "headline": document.title if is_untitled else "",
        "said": ngettext("%(count)d block pasted.", "%(count)d blocks pasted.", len(raw)) % {"count": len(raw)},
        "pictures": len(pictures),
    }
    return JsonResponse(told, encoder=DjangoJSONEncoder)


def refusal(words: str, *, status: int) -> JsonResponse:
    return JsonResponse({"words": words}, status=status)


def form_state(body: StreamBlock, raw: list[dict[str, Any]]) -> Any:
    """Raw blocks as the form's scripts take them."""
    return body.get_form_state(body.to_python(raw))


def _nowhere() -> JsonResponse:
    return refusal(_("Nothing can be pasted here."), status=400)


def _body(request: HttpRequest) -> StreamBlock | None:
    """The blocks of the field that a request names."""
    try:
        model = apps.get_model(request.POST.get("model", ""))
        found = model._meta.get_field(request.POST.get("field", ""))
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found.stream_block if isinstance(found, StreamField) else None
