"""Rich text as readers may get it: a short list of elements, links that only lead somewhere, and text."""

import nh3

from freesheet.kit.addresses import leads_somewhere

ELEMENTS = frozenset(
    {"a", "b", "strong", "i", "em", "s", "code", "sup", "sub", "br", "hr", "p", "ul", "ol", "li", "h2", "h3", "h4"}
    | {"blockquote"}
)
SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "noembed", "noframes", "textarea", "title"})
"""Elements of which not even the text is meant for readers."""


def clean(html: str) -> str:
    """HTML with nothing in it but ELEMENTS, and links that leads_somewhere, tel: or # allow; well-formed."""
    return _FOR_READERS.clean(html)


def clean_stored(html: str) -> str:
    """The same for rich text as it is stored, where a link may name a thing by linktype and id.

    Wagtail's editor takes a line's end only if it closes itself; it falls over what HTML writes.
    """
    return _AS_STORED.clean(html).replace("<br>", "<br/>").replace("<hr>", "<hr/>")


def _attribute(element: str, name: str, value: str) -> str | None:
    match name:
        case "href":
            is_plain = value.startswith(("#", "tel:")) and value.isprintable()
            return value if is_plain or leads_somewhere(value) else None
        case "linktype":
            return value if value.isalpha() else None
        case _:
            return value if value.isdecimal() else None


def _cleaner(*attributes: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(SILENT),
        attributes={"a": set(attributes)},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


_FOR_READERS, _AS_STORED = _cleaner("href"), _cleaner("href", "linktype", "id")
