"""Believable text in any amount: sentences put together by chance, the same for the same seed.

Rule    everybody and everything in it is invented (newsroom/sentences.toml)
"""

import tomllib
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from freesheet.demo.reading import FOLDER

Block = dict[str, Any]


@cache
def _words(language: str) -> dict[str, list[str]]:
    read: dict[str, dict[str, list[str]]] = tomllib.loads((FOLDER / "sentences.toml").read_text(encoding="utf-8"))
    return read[language]


def seeded(word: str) -> Random:
    """Chance that falls out the same for the same word, everywhere."""
    return Random(word)  # noqa: S311 (no secret is made of it)


class Writer:
    """Writes headlines, standfirsts and bodies in one language."""

    def __init__(self, language: str, chance: Random) -> None:
        self._words = _words(language)
        self._chance = chance

    def name(self) -> str:
        """Somebody's given and family name."""
        parts = (self._pick("family_begin"), self._pick("family_middle"), self._pick("family_end"))
        return f"{self._pick('given')} {''.join(parts)}"

    def headline(self) -> str:
        """Who does what, at times where, at 120 characters or less."""
        long = self._chance.random() < 0.3
        return self._filled("{Who} {does} {what} {where}" if long else "{Who} {does} {what}")

    def standfirst(self) -> str:
        return self._filled(self._pick("standfirst"))

    def topic(self, number: int) -> str:
        """The name of topic number 0 to 399, another one for each."""
        subjects, sides = self._words["topic"], self._words["topic_of"]
        return self._capital(f"{subjects[number % len(subjects)]} {sides[number // len(subjects) % len(sides)]}")

    @staticmethod
    def vocabulary(language: str, kind: str) -> list[str]:
        return _words(language)[kind]

    def body(self) -> list[Block]:
        """Two to seven hundred words in paragraphs, with headings and quotes between them."""
        wanted, count = self._chance.randint(200, 660), 0
        blocks: list[Block] = []
        while count < wanted:
            if blocks and len(blocks) % 4 == 0:
                blocks.append(self._block("heading", self._pick("heading")))
            text = self._paragraph()
            count += len(text.split())
            blocks.append(self._block("paragraph", f"<p>{text}</p>"))
        return blocks

    def sentence(self) -> str:
        return self._filled(self._pick("pattern"))

    def _paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self._chance.randint(2, 4))]
        if self._chance.random() < 0.4:
            sentences.append(self._filled(self._pick("quote")))
        return " ".join(sentences)

    def _block(self, kind: str, value: str) -> Block:
        return {"type": kind, "value": value, "id": str(UUID(int=self._chance.getrandbits(128), version=4))}

    def _pick(self, kind: str) -> str:
        return self._chance.choice(self._words[kind])

    def _filled(self, pattern: str) -> str:
        words = {kind: self._pick(kind) for kind in ("who", "did", "does", "what", "where", "because")}
        words |= {
            "who2": self._pick("who"),
            "did2": self._pick("did"),
            "what2": self._pick("what"),
            "name": self.name(),
        }
        words["number"] = str(self._chance.randint(2, 96))
        words["because"] = words["because"].format(number=words["number"])
        capitals = {self._capital(kind): self._capital(word) for kind, word in words.items()}
        return pattern.format(**words, **capitals)

    @staticmethod
    def _capital(words: str) -> str:
        return words[:1].upper() + words[1:]
