"""The file of a picture, measured as people see it.

Owns    PictureField
Rule    width and height are those of the upright picture, so that focal points and ratios hold
Source  EXIF 2.32, tag 0x0112: orientations 5 to 8 are stored lying on their side
"""

from PIL import Image
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from freesheet.public.pictures.files.imaging import orientation

ON_THEIR_SIDE = frozenset({5, 6, 7, 8})


class UprightFile(WagtailImageFieldFile):
    """A stored image file whose dimensions are read after its orientation is applied."""

    def get_image_dimensions(self) -> tuple[int, int]:
        width, height = super().get_image_dimensions()
        return (height, width) if self._lies() else (width, height)

    def _lies(self) -> bool:
        was_closed = self.closed
        self.open()
        try:
            with Image.open(self.file) as image:
                return orientation(image) in ON_THEIR_SIDE
        except Exception:  # noqa: BLE001 (not an image after all: it is stored as it came)
            return False
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureField(WagtailImageField):
    attr_class = UprightFile
