"""A word's other forms, lightly: enough that "bridge" finds "bridges" and «міст» finds «мосту». Pure, no dictionary.

Rule    too many forms are better than too few: whoever ranks puts the word as it was typed first
Source  English plurals, -ed, -ing; Ukrainian endings, о and е against і, г к х against з ц с (school grammar)
"""

import re
from typing import NamedTuple

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_APOSTROPHE = re.compile("['’ʼ]")
_ENGLISH_DOUBLE = re.compile(r"([bdgmnprt])\1\Z")
_REFLEXIVE_UK = re.compile("(?<=...)(ся|сь)\\Z")
_CLOSED_UK = re.compile("(.*)([іое])([^аеєиіїоуюяь]{1,2})")
_AFTER_FLEETING_UK = ("к", "ць", "ц", "н", "л")
_ENDINGS_UK = re.compile(
    "(увалися|увалась|увався|ування|уванням|уванню|уватися|увати|ували|увала|увало|ував|ують|ується|уються|ами|ями"
    "|ого|ому|ими|ові|еві|єві|ій|ої|ою|ею|єю|ах|ях|ам|ям|ів|їв|ей|ом|ем|єм|им|их|ий|ати|али|ала|ало|ити|или|ила"
    "|ило|ять|ать|ить|уть|ють|(?<=[аиіїу])ти|[аяоеєиіїуюьй])\\Z"
)
_NOUN_ENDINGS_UK = re.findall(
    "[а-яєії]+", "а у ом ові і е и о ів ам ами ах я ю ем єм еві ї їв ям ями ях ь ею ою ий ого им ими их ої ій"
)
_SOFT_ENDINGS_UK = ("я", "ї", "ю", "єю", "ей", "ям", "ями", "ях")
_SUFFIXES_EN = ("", "s", "es", "e", "ed", "ing", "er", "ers")
_BROAD_FROM = 5
_BROAD_FROM_UK = 5


class Form(NamedTuple):
    """One spelling to look for; open: words that begin so are meant too."""

    text: str
    open: bool


def forms(word: str) -> list[Form]:
    """The word as typed, in small letters, first; then others, at most some thirty, none twice.

    word    letters and digits of one script, apostrophes between them; lower case or not
    """
    word = word.casefold()
    if not word.isalpha() and not _APOSTROPHE.search(word):
        return [Form(word, open=False)]
    if _CYRILLIC.search(word):
        found = [form for spelling in _apostrophes(word) for form in _ukrainian(spelling)]
    else:
        found = _english(word)
    return list(dict.fromkeys([Form(word, open=False), *found]))


def _apostrophes(word: str) -> list[str]:
    """An apostrophe parts words for most searches; U+02BC, which is a letter, does not."""
    return [_APOSTROPHE.sub("'", word), _APOSTROPHE.sub("ʼ", word)] if _APOSTROPHE.search(word) else [word]


def _english(word: str) -> list[Form]:
    stem = _english_stem(_APOSTROPHE.split(word)[0])
    if len(stem) < 3:
        return []
    stems = [stem[:-1] + "i", stem] if stem.endswith("y") else [stem]
    if len(stem) >= _BROAD_FROM:
        return [Form(one, open=True) for one in stems]
    spelled = [one + suffix for one in stems for suffix in _SUFFIXES_EN]
    if stem[-1] in "bdgmnprt":
        spelled += [stem + stem[-1] + suffix for suffix in ("ed", "ing", "er", "ers")]
    return [Form(one, open=False) for one in spelled]


def _english_stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending)
        kept = ending == "s" and word.endswith(("ss", "us", "is"))
        if stem != word and len(stem) >= 3 and not kept and re.search("[aeiouy]", stem):
            word = stem + instead
            break
    word = _ENGLISH_DOUBLE.sub(r"\1", word)
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _ukrainian(word: str) -> list[Form]:
    return [form for stem in _ukrainian_stems(word) for form in _spelled(stem)]


def _spelled(stem: str) -> list[Form]:
    """Whatever begins with the stem; with a short one, only what its endings make of it."""
    if _APOSTROPHE.search(stem[-1:]):
        return [Form(stem + ending, open=False) for ending in _SOFT_ENDINGS_UK]
    if len(stem) >= _BROAD_FROM_UK:
        return [Form(stem, open=True)]
    return [Form(stem + ending, open=False) for ending in ("", *_NOUN_ENDINGS_UK)]


def _ukrainian_stems(word: str) -> list[str]:
    """What stays of a word in its other forms: without its ending, and with the vowel or consonant that may change."""
    word = _REFLEXIVE_UK.sub("", word)
    ending = _ENDINGS_UK.search(word, 3)
    stem = word[: ending.start()] if ending else word
    stems = [stem]
    if ending and ending[0][-1] in "вймх":
        stems.append(word)  # "пором" may be no form of "пор"
    if closed := _CLOSED_UK.fullmatch(stem):
        before, vowel, after = closed.groups()
        stems += [before + other + after for other in ("ое" if vowel == "і" else "і")]
        if len(before) >= 3 and stem == word and after in _AFTER_FLEETING_UK:
            stems.append(before + after)
    for hard, soft in (("г", "з"), ("к", "ц"), ("х", "с")):
        if stem.endswith(hard):
            stems.append(stem[:-1] + soft)
        if stem.endswith(soft) and word.endswith("і"):
            stems.append(stem[:-1] + hard)
    return stems
