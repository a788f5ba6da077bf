"""What is known of the search index that Wagtail keeps.

Owns    SearchIndex
"""

from django.db import models


class SearchIndex(models.Model):
    """One row: by which rules (kit.words.stems) the words of the whole index were written."""

    rules = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.rules
