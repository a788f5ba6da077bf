"""The desk's people, as tests/desk knows them."""

from tests.desk.conftest import member, newsroom, root

__all__ = ["member", "newsroom", "root"]
