"""An issue as its mail looks, for Wagtail's preview, which knows the issue and a template."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freesheet.private.newsletters.issue.composing import written
from freesheet.private.newsletters.models import Issue

register = template.Library()
_BY_NIGHT = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)")
_LIGHT_ALONE = "@media not all"
NOBODYS = "preview"
"""Stands for the token: a link to leave that is nobody's."""


@register.simple_tag
def mail_html(issue: Issue, scheme: str) -> SafeString:
    """The mail as a reader has it whose screen is light or dark."""
    html = written(issue, token=NOBODYS).html
    return mark_safe(_BY_NIGHT.sub("@media all" if scheme == "dark" else _LIGHT_ALONE, html))  # noqa: S308 (our own mail)


@register.simple_tag
def mail_text(issue: Issue) -> SafeString:
    return mark_safe(f"<pre>{escape(written(issue, token=NOBODYS).text)}</pre>")  # noqa: S308 (escaped)
