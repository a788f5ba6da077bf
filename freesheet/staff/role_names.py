"""What roles are called in the language of whoever looks; a newsroom's own roles are called as it named them."""

from django.utils.translation import pgettext_lazy

ROLE_NAMES = {
    "Writer": pgettext_lazy("role", "Writer"),
    "Editor": pgettext_lazy("role", "Editor"),
    "Section editor": pgettext_lazy("role", "Section editor"),
    "Photo editor": pgettext_lazy("role", "Photo editor"),
    "Membership": pgettext_lazy("role", "Membership"),
    "Technician": pgettext_lazy("role", "Technician"),
}


def role_name(name: str) -> str:
    """A group's name, as staff read it."""
    return str(ROLE_NAMES.get(name, name))
