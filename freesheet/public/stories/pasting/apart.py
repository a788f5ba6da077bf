"""What a document keeps apart from its text, at its end: the words of footnotes, endnotes and comments."""

import re

from freesheet.public.stories.pasting import styles
from freesheet.public.stories.pasting.tree import Element

_NOTE_BODY = re.compile(r"_?(?:ftn|edn|sdfootnote|sdendnote|footnote|endnote|fn|cite_note)[\w:.-]*\Z", re.IGNORECASE)


def notes_apart(tree: Element) -> dict[str, str]:
    """Words of each footnote and comment that stands at the document's end, by the name that links use."""
    found: dict[str, str] = {}
    for element in tree.within():
        name = element.get("id")
        if element.name in {"div", "li", "dd", "p"} and _NOTE_BODY.match(name):
            found.setdefault(name.lstrip("_"), element.text_without_jumps)
        if element.name == "dl":
            found |= _comments_in(element)
        if styles.is_apart(element, ("comment",)):
            for inner in element.within():
                if inner.name == "a" and inner.get("name").startswith("_msocom"):
                    found[inner.get("name").lstrip("_")] = element.text_without_jumps
    return found


def _comments_in(terms: Element) -> dict[str, str]:
    """Of a list of terms as converted Word files end with: the words of each comment."""
    pairs = zip(terms.elements, list(terms.elements)[1:], strict=False)
    return {
        term.get("id"): said.text_without_jumps
        for term, said in pairs
        if term.name == "dt" and term.get("id").startswith("comment-") and said.name == "dd"
    }
