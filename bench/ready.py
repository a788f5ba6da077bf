"""Sets Django up, in a data folder of its own: imported before the tests' people and newsrooms."""

import os
import tempfile

import django

os.environ.setdefault("FREESHEET_DATA", tempfile.mkdtemp(prefix="freesheet-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freesheet.config.settings")
django.setup()
