"""A picture as a block of a page's body.

Called by   stories.blocks
Rule        a draft may hold a picture that cannot be published yet; publishing says what it lacks
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.blocks import ImageChooserBlock


class PictureChooserBlock(ImageChooserBlock):
    def clean(self, value: Any) -> Any:
        picture = super().clean(value)
        if picture is not None and not self.is_deferred_validation and (problems := picture.problems()):
            raise ValidationError(problems)
        return picture
