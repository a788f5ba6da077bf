"""Newsletters and issues in schema.org's words, for search engines.

Source  schema.org Periodical, NewsArticle; Google Search Central, "Article structured data"
"""

from typing import Any

from freesheet.kit.addresses import absolute
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.public.masthead.linked_data import CONTEXT, compact, person, publisher
from freesheet.public.masthead.models import Imprint


def periodical(newsletter: Newsletter, imprint: Imprint) -> dict[str, Any]:
    """A newsletter; keys whose value is unknown are left out."""
    url = absolute(newsletter.address)
    told = {
        "@type": "Periodical",
        "@id": url,
        "url": url,
        "name": newsletter.name,
        "description": newsletter.description,
        "inLanguage": newsletter.language,
        "isAccessibleForFree": newsletter.is_archived,
        "editor": _host(newsletter),
        "publisher": publisher(imprint),
    }
    return CONTEXT | compact(told)


def article(issue: Issue, imprint: Imprint) -> dict[str, Any]:
    """One issue of it."""
    url, newsletter = absolute(issue.address), issue.newsletter
    told = {
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": issue.subject,
        "description": issue.preheader,
        "datePublished": issue.sent_at.isoformat(),
        "dateModified": issue.sent_at.isoformat(),
        "inLanguage": issue.language,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "Periodical", "@id": absolute(newsletter.address), "name": newsletter.name},
        "author": _host(newsletter) or publisher(imprint),
        "publisher": publisher(imprint),
    }
    return CONTEXT | compact(told)


def _host(newsletter: Newsletter) -> dict[str, Any] | None:
    return person(newsletter.host) if newsletter.host else None
