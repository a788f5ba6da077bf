"""The stems of Ukrainian words: what stays of one in its other forms. Pure, no dictionary.

Rule    a stem is for comparing, never for showing; a word of grammar ("від", "ці") has none, so «вода» does not find it
Source  endings and changes of sounds after school grammar: і against о and е, г к х against з ц с, the vowel that flees
"""

import re

GRAMMAR_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        а або але би без був була було були бути в вам вами вас ваш ваша ваше ваші вже ви від він вона вони воно все
        всі всіх всього де для до є же з за зі із і її їй їм їх його йому й кого ким коли кому лише мене мені мій мною
        могла могли моя моє мої на над нам нами нас наш наша наше наші не нею неї ним них ні ній ніж о об один одна одне
        однак по під при про саме свій своя своє свої себе собі собою та так такий також там твій твоя твоє твої те ти
        тим тих то тобі тобою того той тому тут ті у хто це цей ці цим цих цього цьому цією цю ця через чи чого чому що
        щоб щодо я як яка яке який які якого якщо
        """,
    )
)
_VOWELS = "аеєиіїоуюя"


def _ending(pattern: str, **lists: str) -> re.Pattern[str]:
    """A pattern of endings, in which {name} stands for any of the words of a list, the longer first."""
    either = {name: "|".join(sorted(words.split(), key=len, reverse=True)) for name, words in lists.items()}
    return re.compile(f"(?:{pattern.format(**either)})$")


_REFLEXIVE = re.compile("(?<=..)(?:ся|сь)$")
_NOUN = _ending(
    "{endings}",
    endings="""
    ьма ого ього ому ьому ими іми їми ої ьої ою ьою ею єю ий ій їй ім їм им іх їх их ую юю
    ам ям ами ями ах ях ов ів їв ові еві єві ом ем єм ей а я о е є у ю и і ї ь й
    """,
)
_VERB = _ending(
    "(?:ува|юва|їва|а|я|и|і|ї|у)(?:{past})|[уюаяії]?(?:{present})|[аяую]?(?:й|йте|ймо)|[уюо]ван[оа]"
    "|(?:ува|юва|а|я|е|і)(?:{noun})|{personal}",
    past="ти ть тиму тимеш тиме тимемо тимем тимете тимуть вши в ла ло ли",
    present="ю єш є ємо єм єте ють ючи",
    noun="ння нням нню нні ннями ннях нь",
    personal="уть ють ать ять ить їть еш єш иш їш емо ємо имо їмо ете єте ите їте учи ачи ячи ьте ьмо іть імо іте",
)
_AMBIGUOUS = ("ові", "еві", "єві", "ами", "ому")
"""садові is of сад and of садовий, програми of програма."""
_SHORTEST_OF_VERB = 3
_CLOSED = re.compile("(.*)([іїоеє])([^аеєиіїоуюяьй]{1,2})")
_CONSONANTS = re.compile(f"[^{_VOWELS}ьй]{{2}}")
_FLEEING = re.compile(f"(.*[^{_VOWELS}ьй])([кцнлр])")
_PAIRS = ("гз", "кц", "хс")


def stems(word: str) -> list[str]:
    """The stem of a word, or those that it may have where its ending can be a noun's, an adjective's or a verb's.

    word    in small letters, without apostrophes
    """
    if len(word) < 3 or word in GRAMMAR_WORDS:
        return []
    root = _REFLEXIVE.sub("", word)
    candidates = [_noun_stem(root)]
    if root.endswith(_AMBIGUOUS):
        candidates.append(root[:-1])
    if verb := _VERB.search(root, _SHORTEST_OF_VERB):
        candidates.append(root[: verb.start()])
    return list(dict.fromkeys(map(_smooth, candidates)))


def stem_variants(word: str) -> list[str]:
    """The stems of a word, and what they may be in forms that change a vowel or the last consonant."""
    if word in GRAMMAR_WORDS:
        return []
    first, *rest = [*stems(word), word]
    spelled = [first, *_other_vowels(first), *rest]
    if word.endswith(("ів", "їв")):
        spelled += [word[:-2] + vowel + "в" for vowel in "оеє"]
    spelled += [other for stem in spelled for other in _other_consonants(stem)]
    return [stem for stem in dict.fromkeys(spelled) if stem not in GRAMMAR_WORDS]


def _noun_stem(root: str) -> str:
    least = 2 if _CONSONANTS.match(root) else 3
    ending = _NOUN.search(root, least) or _NOUN.search(root, max(2, len(root) - 1))
    return root[: ending.start()] if ending else root


def _smooth(stem: str) -> str:
    """Without what an ending leaves: a soft sign, a verb's vowel, -ин of one among many, a doubled letter."""
    stem = stem.rstrip("ьй")
    if len(stem) > 5:
        stem = stem.rstrip("аяиіу")
    stem = re.sub("(?<=[ая]н)ин$", "", stem)
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


def _other_vowels(stem: str) -> list[str]:
    """міст, мост-; українец-, українц-."""
    spelled = []
    if closed := _CLOSED.fullmatch(stem):
        before, vowel, after = closed.groups()
        spelled += [before + other + after for other in ("оеє" if vowel in "ії" else "ії")]
        if before and after in "кцнлрв":
            spelled.append(before + ("й" if vowel == "є" else "") + after)
    if fled := _FLEEING.fullmatch(stem):
        spelled += [fled[1] + vowel + fled[2] for vowel in "ое"]
    if stem.endswith(("йц", "йк")):
        spelled.append(stem[:-2] + "є" + stem[-1])
    return spelled


def _other_consonants(stem: str) -> list[str]:
    """книг-, книз-."""
    return [stem[:-1] + pair[pair[0] == stem[-1]] for pair in _PAIRS if stem and stem[-1] in pair]
