"""Wagtail's app of users, with our own screens for members of staff."""

from wagtail.users.apps import WagtailUsersAppConfig


class People(WagtailUsersAppConfig):
    user_viewset = "freesheet.desk.people.viewset.PeopleViewSet"
