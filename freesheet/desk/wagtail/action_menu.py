"""The foot of a page's form: what brings it to readers stands beside "Save draft", and the rest behind the arrow.

Rule    "Save draft" comes first: Enter in a field presses the first button, and must publish nothing
"""

from typing import Any

from django.forms import Media
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.action_menu import ActionMenuItem, SaveDraftMenuItem

ONWARD = ("approve", "action-publish", "action-submit")
"""What an editor, or a writer, does with a story that is ready; the first that they may."""


class SaveOrOnward(ActionMenuItem):
    """Two buttons in the place of one."""

    name = SaveDraftMenuItem.name

    def __init__(self, save: ActionMenuItem, onward: ActionMenuItem) -> None:
        super().__init__(order=save.order)
        self._both = (save, onward)

    def render_html(self, parent_context: dict[str, Any]) -> SafeString:
        return format_html("{}{}", *(button.render_html(parent_context) for button in self._both))

    @property
    def media(self) -> Any:
        save, onward = self._both
        return save.media + onward.media + Media(js=["masthead/desk/onward.js"])


def bring_forward(items: list[ActionMenuItem]) -> None:
    """Put the next step beside "Save draft", where that is what the form offers first."""
    if not items or items[0].name != SaveDraftMenuItem.name:
        return
    steps = {item.name: item for item in reversed(items) if not getattr(item, "launch_modal", False)}
    if onward := next((steps[name] for name in ONWARD if name in steps), None):
        items.remove(onward)
        items[0] = SaveOrOnward(items[0], onward)
