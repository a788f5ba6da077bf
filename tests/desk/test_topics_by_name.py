"""Topics are typed by name: found while typed, made where there is none, refused in words to who may make none."""

import pytest

from freesheet.demo import building
from freesheet.public.masthead.models import Topic
from freesheet.public.stories.models import Story
from tests.desk.conftest import enter
from tests.desk.test_story_form import begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, member):
    enter(client, member("Writer"))
    return client


def topics_of(number):
    draft = Story.objects.get(pk=number).get_latest_revision_as_object()
    return sorted(topic.name for topic in draft.topics.all())


def offered(desk, term, edition):
    return desk.get("/desk/topics/offered/", {"term": term, "edition": edition}).json()


def test_a_name_is_found_however_it_is_spelled(desk, newsroom):
    _, number = begun(desk, newsroom, title="Rain", topics='"  wa\u00adTER ", Water')
    assert topics_of(number) == ["Water"]


def test_a_new_name_makes_a_topic_of_this_edition(desk, newsroom):
    _, number = begun(desk, newsroom, title="Rain", topics='Water, "Sluices, locks and weirs"')
    assert topics_of(number) == ["Sluices, locks and weirs", "Water"]
    made = Topic.objects.get(name="Sluices, locks and weirs")
    assert (made.slug, made.locale) == ("sluices-locks-and-weirs", newsroom.town.locale)

    form = desk.get(f"/desk/pages/{number}/edit/").content.decode()
    assert "&quot;Sluices, locks and weirs&quot;, Water" in form

    _, number = begun(desk, newsroom, title="Rain", topics="Lower\u00a0Wend")
    assert topics_of(number) == ["Lower Wend"]
    assert "Lower\u00a0Wend" in desk.get(f"/desk/pages/{number}/edit/").content.decode()


def test_who_may_make_no_topics_is_told_which_there_are_not(writer, newsroom):
    answer, number = begun(writer, newsroom, title="Rain", topics="Water, Hail, Sleet")
    assert number is None
    assert "Topics" in answer.json()["error_message"]
    assert Topic.objects.count() == 1

    _, number = begun(writer, newsroom, title="Rain", topics="Water")
    assert topics_of(number) == ["Water"]


def test_a_name_of_which_no_address_can_be_made_is_refused_and_nothing_is_made(desk, newsroom):
    answer, number = begun(desk, newsroom, title="Rain", topics="Hail, —")
    assert number is None
    assert "Topics" in answer.json()["error_message"]
    assert Topic.objects.count() == 1


def test_topics_are_offered_of_one_edition_those_that_begin_so_first(desk, newsroom):
    for slug, name in (("low-water", "Low water"), ("wat-tyler", "Wat Tyler"), ("ice", "Ice")):
        building.masthead(Topic, slug, name=name)
    building.masthead(Topic, "voda", name="Вода", language="uk")
    english, ukrainian = newsroom.town.locale_id, Topic.objects.get(name="Вода").locale_id
    assert offered(desk, "WAT", english) == ["Wat\u00a0Tyler", "Water", "Low\u00a0water"]
    assert offered(desk, "вод", ukrainian) == ["Вода"]
    assert offered(desk, "вод", english) == offered(desk, "", english) == offered(desk, "wat", "x") == []
