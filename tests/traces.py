"""Whether somebody is still named in what is stored."""

import re


def names(stored: object, word: str) -> bool:
    """word    of the letters a to f it may stand by chance in a digest, which names nobody and is passed over"""
    return bool(re.search(rf"(?<![0-9a-f]){re.escape(word)}(?![0-9a-f])", str(stored)))
