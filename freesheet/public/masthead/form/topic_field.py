"""Topics typed by name, found while they are typed, and made where there is none of that name yet.

Owns    TopicsField, its input, and the answers to what is typed
Rule    a name means a topic of the story's edition; who may not add topics is told which names there are not
"""

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from taggit.utils import parse_tags
from wagtail.admin.widgets import AdminTagWidget
from wagtail.models import Locale

from freesheet.kit.words.text import spelling
from freesheet.public.masthead.models import Topic
from freesheet.public.masthead.slugs import slug_of

MAY_ADD = "masthead.add_topic"
OFFERED_TOPICS = 10
NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between the words of a name while it is in the field: Wagtail's puts quotation marks around a name with spaces."""


class TopicsInput(AdminTagWidget):
    """Wagtail's field for tags, over topics of one edition."""

    template_name = "django/forms/widgets/text.html"
    locale_id: int | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = {"allowSpaces": True, "autocompleteOnly": not self.free_tagging}
        context["widget"]["attrs"] |= {
            "data-topics": "",
            "data-w-tag-url-value": f"{reverse('masthead_topics')}?edition={self.locale_id or ''}",
            "data-w-tag-options-value": json.dumps(options),
        }
        return context

    class Media:
        js: ClassVar[list[str]] = ["masthead/desk/topics.js"]


class TopicsField(forms.Field):
    """Names in, topics out; a topic that is new is not saved yet."""

    widget = TopicsInput

    def in_edition(self, locale: Locale | None, *, may_add: bool) -> None:
        self.locale, self.may_add = locale, may_add
        self.widget.locale_id, self.widget.free_tagging = locale and locale.pk, may_add

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else ", ".join(_in_field(topic.name) for topic in value)

    def to_python(self, value: Any) -> list[Topic]:
        names = {_known_by(name): " ".join(name.split()) for name in parse_tags(value or "")}
        if not names:
            return []
        there = {_known_by(topic.name): topic for topic in Topic.objects.filter(locale=self.locale)}
        unknown = [name for key, name in names.items() if key not in there]
        if unknown and not self.may_add:
            raise ValidationError(
                _("There is no topic called %s. Choose one that is offered while you type.") % ", ".join(unknown)
            )
        return [there.get(key) or self._new(name) for key, name in names.items()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = {_known_by(topic.name) for topic in initial or ()}
        return before != {_known_by(name) for name in parse_tags(data or "")}

    def _new(self, name: str) -> Topic:
        topic = Topic(name=name, slug=slug_of(name), locale=self.locale)
        try:
            topic.full_clean()
        except ValidationError as wrong:
            problems = " ".join(wrong.messages)
            raise ValidationError(
                _("No topic can be made of “%(name)s”: %(problems)s Make it under Masthead.")
                % {"name": name, "problems": problems}
            ) from wrong
        return topic


def save_new(topics: Iterable[Topic]) -> None:
    """Put those topics into the database that are not there yet."""
    for topic in topics:
        if topic.pk is None:
            topic.save()


@require_GET
def suggest(request: HttpRequest) -> JsonResponse:
    """Names of an edition's topics that have `term` in them, those that begin with it first."""
    term, edition = _known_by(request.GET.get("term", "")), request.GET.get("edition", "")
    if not term or not edition.isdecimal():
        return JsonResponse([], safe=False)
    names = Topic.objects.filter(locale_id=edition).values_list("name", flat=True)
    fitting = sorted((name for name in names if term in _known_by(name)), key=lambda name: _rank(name, term))
    return JsonResponse([_in_field(name) for name in fitting[:OFFERED_TOPICS]], safe=False)


def _rank(name: str, term: str) -> tuple[bool, str]:
    return not _known_by(name).startswith(term), _known_by(name)


def _in_field(name: str) -> str:
    return f'"{name}"' if "," in name else name.replace(" ", NO_BREAK)


def _known_by(name: str) -> str:
    return spelling(" ".join(name.split())).casefold()
