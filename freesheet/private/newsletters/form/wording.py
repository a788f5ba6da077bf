"""What a sign-up form says that its reader agrees to: shown there, and kept with each consent.

Rule    a changed text is a new version: those that were kept say what was agreed to then
"""

from django.utils.translation import gettext as _

VERSION = 1


def wording() -> str:
    """In the language that is active, its version in front."""
    words = _(
        "Send me these newsletters by e-mail. I can leave at any time by the link in each of them. "
        "My address is used for nothing else."
    )
    return f"{VERSION}: {words}"


def wording_on_form() -> str:
    """The same without the version, as the form shows it."""
    return wording().partition(": ")[2]
