"""Templates lose the white space that only people need, and nothing that readers see."""

import re

from django.template.loader import get_template

from freesheet.public.theme.loading import tight

WRITTEN = """\
<ul>
  {% for topic in topics %}
    <li>
      <a href="{{ topic.address }}"
         rel="tag">
        {{ topic.name }}
      </a>
      {% if topic.isnt_new %}
        <b>Old</b>
      {% else %}
        New
      {% endif %}
      since then
    </li>
  {% endfor %}
</ul>
<p>
  {% blocktranslate trimmed %}
    Write to
    <a href="/contact/">
      us
    </a>
  {% endblocktranslate %}
  <img src="a.png" alt="">
  here
</p>
"""


def test_line_breaks_stay_between_elements_and_go_inside_their_edges():
    lines = tight(WRITTEN).splitlines()

    assert lines[:5] == [
        '<ul>{% for topic in topics %}<li><a href="{{ topic.address }}"',
        'rel="tag">{{ topic.name }}</a>',
        "{% if topic.isnt_new %}<b>Old</b>{% else %}New{% endif %}",
        "since then</li>",
        "{% endfor %}</ul>",
    ]
    assert lines[-2:] == ['<img src="a.png" alt="">', "here</p>"]


def test_what_translators_have_is_left_alone():
    inside = re.compile("{% blocktranslate.*endblocktranslate %}", re.DOTALL)
    assert inside.search(tight(WRITTEN))[0] == inside.search(WRITTEN)[0]


def test_ours_are_loaded_so_and_wagtails_are_not():
    assert "\n  <" not in get_template("stories/story.html").template.source
    assert "\n    <" in get_template("wagtailadmin/skeleton.html").template.source
