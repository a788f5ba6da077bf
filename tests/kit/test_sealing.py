"""What was sealed or hashed with a former key, and what that key no longer does."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import InvalidToken

from freesheet.kit import sealing

ROTATION = "import django; django.setup(); from freesheet.kit import sealing; print(sealing.{}({!r}, b'tests'))"
PURPOSE = b"freesheet.tests 1"


def change_key(settings, *, keep: bool) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS] if keep else []
    settings.SECRET_KEY = f"after {settings.SECRET_KEY}"


def test_any_key_opens_and_the_newest_seals(settings):
    first = sealing.seal("words", PURPOSE)
    change_key(settings, keep=True)
    change_key(settings, keep=True)
    assert sealing.unseal(first, PURPOSE) == "words"

    newest = sealing.seal("words", PURPOSE)
    settings.SECRET_KEY_FALLBACKS = []
    assert sealing.unseal(newest, PURPOSE) == "words"
    with pytest.raises(InvalidToken):
        sealing.unseal(first, PURPOSE)


def test_a_hash_is_found_by_every_key_and_made_by_the_newest(settings):
    first = sealing.keyed_hash("ada@example.org", PURPOSE)
    change_key(settings, keep=True)
    newest = sealing.keyed_hash("ada@example.org", PURPOSE)
    assert sealing.keyed_hashes("ada@example.org", PURPOSE) == [newest, first]
    assert len({newest, first, sealing.keyed_hash("ada@example.org", b"freesheet.tests 2")}) == 3

    change_key(settings, keep=False)
    assert first not in sealing.keyed_hashes("ada@example.org", PURPOSE)


def test_a_technician_changes_the_key_by_variables(tmp_path):
    def said(verb: str, text: str, **variables: str) -> str:
        named = {f"FREESHEET_{name}": value for name, value in variables.items()}
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "freesheet.config.settings", **named}
        environment |= {"FREESHEET_DATA": str(tmp_path)}
        script = [sys.executable, "-c", ROTATION.format(verb, text)]
        return subprocess.run(script, env=environment, check=True, capture_output=True, text=True).stdout.strip()

    sealed = said("seal", "words", SECRET_KEY="first")
    assert said("unseal", sealed, SECRET_KEY="second", SECRET_KEY_FALLBACKS="before, first") == "words"
    with pytest.raises(subprocess.CalledProcessError):
        said("unseal", sealed, SECRET_KEY="second")
