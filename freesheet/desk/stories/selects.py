"""A select of hundreds of options, written at once: Django's renders a template for each."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one is not None}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (("" if key is None else key, _selected(str(key or ""), chosen), label) for key, label in self.choices),
        )
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


def _selected(key: str, chosen: set[str]) -> SafeString:
    return SafeString(" selected" if key in chosen else "")
