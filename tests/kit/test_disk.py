"""Keys that are made once: whole, on the disk, ours alone, and the same for whoever asks."""

from pathlib import Path

import pytest

from freesheet.kit import disk
from freesheet.kit.disk import made_once


def test_it_is_made_once_and_read_ever_after(tmp_path):
    file = tmp_path / "keys/one"
    assert made_once(file, lambda: b"first") == b"first"
    assert made_once(file, lambda: b"second") == b"first"
    assert [entry.name for entry in file.parent.iterdir()] == ["one"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_of_two_at_once_one_wins(tmp_path):
    file = tmp_path / "one"

    def make() -> bytes:
        made_once(file, lambda: b"theirs")
        return b"mine"

    assert made_once(file, make) == file.read_bytes() == b"theirs"


def test_where_there_are_no_hard_links_it_is_made_too(tmp_path, monkeypatch):
    def refuse(self, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert made_once(tmp_path / "one", lambda: b"first") == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["one"]


def test_a_power_cut_leaves_all_of_it_or_nothing(tmp_path, monkeypatch):
    """The file is on the disk before it has its name, and the name before anybody uses the key."""
    file, synced = tmp_path / "one", []

    def note(descriptor: int) -> None:
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink(), file.exists()))

    monkeypatch.setattr(disk.os, "fsync", note)
    made_once(file, lambda: b"first")
    (written, before), (folder, after) = synced
    assert written.name.startswith(".one.")
    assert not before
    assert (folder, after) == (tmp_path, True)


def test_one_that_cannot_be_made_leaves_nothing(tmp_path):
    def fail() -> bytes:
        raise ValueError("no key")

    with pytest.raises(ValueError, match="no key"):
        made_once(tmp_path / "one", fail)
    assert list(tmp_path.iterdir()) == []
