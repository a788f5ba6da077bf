"""A story's page, as every reader gets it."""

from django.http import Http404, HttpRequest, HttpResponse

from freesheet.doors.press.rendering.ahead import row_at
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.stories.models import Story
from freesheet.public.theme.text_edition import has_text_edition


@has_text_edition("stories/text/story.html")
def story(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """The published story of that address; Http404 when there is none (any more)."""
    language = Edition.current().language
    found = row_at(request.path) or Story.objects.readable(language).with_readings().filter(slug=slug).first()
    if found is None or Period.month_of(found.published_at) != Period(int(year), int(month)):
        raise Http404
    return found.serve(request)
