"""The desk without inline scripts, so that its policy can forbid them all.

Rule    a script that is not one plain call with JSON arguments is left as it is, and seen in the console
"""

import re
from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

from freesheet.kit.wrapping import wrap_method

ONE_CALL = re.compile(r"(?P<html>.*)<script>(?:new )?(?P<do>\w+)\((?P<given>.*)\);</script>", re.DOTALL)


def replace() -> None:
    """Have every chooser name its call in an element instead of running it in a script."""
    wrap_method(BaseChooser, "render", _quietly)


def _quietly(render: Callable[..., str], chooser: BaseChooser, *args: Any, **kwargs: Any) -> str:
    return as_element(render(chooser, *args, **kwargs))


def as_element(html: str) -> str:
    """HTML that ends in one inline call, with <desk-call> in its place; any other HTML as it came."""
    call = ONE_CALL.fullmatch(html)
    if call is None:
        return html
    element = format_html('<desk-call do="{}" with="{}"></desk-call>', call["do"], f"[{call['given']}]")
    return SafeString(mark_safe(call["html"]) + element)  # noqa: S308 (Wagtail's own HTML, safe before)
