"""How well search finds Ukrainian words in their other forms, by every paradigm of a spelling dictionary.

Run     .venv/bin/python -m bench.stems [--dictionary /usr/share/hunspell/uk_UA] [--words 1500]   (Debian: hunspell-uk)
Prints  which share of a word's forms find one another, and how many other words a form finds besides
Source  hunspell(5): a .dic line is a word and its flags, an .aff line SFX how a flag changes its end
"""

import argparse
import random
import re
from collections import defaultdict
from itertools import product
from pathlib import Path

from freesheet.kit.words.stems import spellings, stems_of

WORD = re.compile("[а-щьюяєіїґ']{3,11}")
SEED = 3
Paradigms = dict[str, set[str]]


def paradigms(dictionary: str) -> Paradigms:
    """Each word of the dictionary with all its forms, of those that have more than three."""
    suffixes: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in Path(f"{dictionary}.aff").read_text().splitlines():
        if (parts := line.split()) and parts[0] == "SFX" and len(parts) > 4:
            _, flag, cut, added, condition = parts[:5]
            added = added.partition("/")[0]
            suffixes[flag].append((cut.strip("0"), added.strip("0"), re.compile(f"(?:{condition})$")))
    words: Paradigms = {}
    for line in Path(f"{dictionary}.dic").read_text().splitlines():
        word, _, flags = line.partition("/")
        if WORD.fullmatch(word):
            ends = [end for flag in (flags.split() or [""])[0] for end in suffixes.get(flag, ())]
            forms = {word.removesuffix(cut) + added for cut, added, fits in ends if fits.search(word)}
            if len(forms) > 2:
                words[word] = forms | {word}
    return words


def written(form: str) -> set[str]:
    return {form, *stems_of(form)}


def measure(name: str, sample: list[str], words: Paradigms, places: dict[str, set[str]]) -> None:
    found = pairs = others = forms = 0
    for word in sample:
        for asked, there in product(words[word], repeat=2):
            found += not written(there).isdisjoint(spellings(asked))
            pairs += 1
        for asked in words[word]:
            others += len(set().union(*(places.get(text, set()) for text in spellings(asked))) - {word})
            forms += 1
    print(f"{name:22} {found / pairs:6.1%} of forms find one another; a form finds {others / forms:.1f} other words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dictionary", default="/usr/share/hunspell/uk_UA")
    parser.add_argument("--words", type=int, default=1500)
    asked = parser.parse_args()
    words = paradigms(asked.dictionary)
    places: dict[str, set[str]] = defaultdict(set)
    for word, forms in words.items():
        for form in forms:
            for text in written(form):
                places[text].add(word)
    verbs = [word for word in words if re.search("ти(ся)?$", word)]
    print(f"{len(words):,} words, {asked.words:,} of each kind asked for in each of their forms")
    chance = random.Random(SEED)
    measure("nouns and adjectives", chance.sample(sorted(words.keys() - set(verbs)), asked.words), words, places)
    measure("verbs", chance.sample(verbs, asked.words), words, places)


if __name__ == "__main__":
    main()
