"""Feeds, beside the page they follow."""

from django.urls import path

from freesheet.public.syndication import feeds

urlpatterns = [
    path("feed.rss", feeds.paper, name="feed"),
    path("corrections/feed.rss", feeds.corrections, name="corrections-feed"),
    path("<slug:slug>/feed.rss", feeds.section, name="section-feed"),
]
