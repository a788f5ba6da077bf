"""The desk's thumbnails are turned as readers' files are: by EXIF alone."""

from willow.plugins.pillow import PillowImage
from willow.registry import registry

from freesheet.public.pictures.files.imaging import turned


def auto_orient(image: PillowImage) -> PillowImage:
    """Willow's operation of that name, which would also ask XMP."""
    return PillowImage(turned(image.image))


def register() -> None:
    """Put it in the place of Willow's own."""
    registry.register_operation(PillowImage, "auto_orient", auto_orient)
