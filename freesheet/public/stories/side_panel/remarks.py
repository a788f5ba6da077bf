"""What an editor should see to before readers get a story: advice beside the fields, which forbids nothing.

Rule    what forbids publishing is panels.StoryForm's to say; what stands here may be left so
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freesheet.kit.words import text
from freesheet.public.masthead.models import Author
from freesheet.public.stories.body import answers
from freesheet.public.stories.body.pictures import pictures_in
from freesheet.public.stories.models import Story
from freesheet.public.stories.work import outbound_links

HEADLINE_WORDS = 14
"""As long as the paper's pages were drawn for; search engines cut sooner."""
SEARCH_TITLE_CHARACTERS = 65
_LINKED = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Remark:
    """One piece of advice.

    field   the name of a field of the story's form
    block   the id of the block in it that is meant, or empty
    """

    field: str
    words: str
    block: str = ""


def remarks(story: Story) -> list[Remark]:
    """All advice for a draft, in the order of its form."""
    return [*_head(story), *_lead(story), *_pictures(story), *_links(story), *_names(story)]


def _head(story: Story) -> Iterator[Remark]:
    if (count := text.words(story.title)) > HEADLINE_WORDS:
        yield Remark("title", _("It has %d words; more than 14 break badly.") % count)
    if not story.standfirst.strip():
        yield Remark("standfirst", _("It has no standfirst: cards, feeds and search results show the headline alone."))
    if len(story.seo_title or story.title) > SEARCH_TITLE_CHARACTERS:
        where = "seo_title" if story.seo_title else "title"
        yield Remark(where, _("Search engines will cut it. A shorter title for them stands under Promote."))


def _lead(story: Story) -> Iterator[Remark]:
    if lead := story.lead_picture:
        yield from (Remark("lead_picture", words) for words in [*lead.problems(), *lead.remarks()])


def _pictures(story: Story) -> Iterator[Remark]:
    for answer, picture in pictures_in(story.body):
        for words in [*picture.problems(), *picture.remarks()]:
            yield Remark("body", f"{picture.title}: {words}", answer.block)


def _links(story: Story) -> Iterator[Remark]:
    for link, words in outbound_links.dead(outbound_links.links_in(story)):
        yield Remark("body", words, link.block)


def _names(story: Story) -> Iterator[Remark]:
    """Our authors whom the text names without ever leading to their page."""
    texts = list(answers.prose(story.body))
    said = [(one.block, text.plain(_LINKED.sub(" ", one.value))) for one in texts]
    linked = " ".join(text.plain(inner) for one in texts for inner in _LINKED.findall(one.value))
    for name in Author.objects.filter(locale=story.locale_id).values_list("name", flat=True):
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        where = next((block for block, words in said if whole.search(words)), None)
        if where and not whole.search(linked):
            yield Remark(
                "body", _("%(name)s writes for us: the name could lead to their page.") % {"name": name}, where
            )
