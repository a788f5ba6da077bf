"""Sets Django up in a data folder of its own, which goes when the run ends: imported before what needs settings.

Owns    FOLDER, for whatever else a run writes
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

FOLDER = Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["FREESHEET_DATA"] = str(FOLDER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freesheet.config.settings")
django.setup()
