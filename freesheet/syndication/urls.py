"""Feeds, beside the page they follow."""

urlpatterns: list[object] = []
