"""Pictures for a library, or to be uploaded."""

import io

from PIL import Image

PICTURES = {"sea": "teal", "mole": "navy"}


def jpeg(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(data, "JPEG")
    return data.getvalue()
