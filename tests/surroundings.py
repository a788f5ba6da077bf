"""What must be so before Django's settings load: a folder of this run's own, and Chromium's whereabouts."""

import atexit
import os
import shutil
import tempfile

if "FREESHEET_TEST_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="freesheet-tests-")
    os.environ["FREESHEET_TEST_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
for key in [key for key in os.environ if key.startswith("FREESHEET_") and not key.startswith("FREESHEET_TEST_")]:
    del os.environ[key]
os.environ["FREESHEET_DATABASE_URL"] = os.environ.get("FREESHEET_TEST_DATABASE_URL", "")
os.environ["FREESHEET_DATA"] = f"{os.environ['FREESHEET_TEST_DATA']}/{worker}"
os.environ["FREESHEET_TIME_ZONE"] = "Europe/Kyiv"
# Playwright's synchronous driver keeps a loop in the thread that also runs Django
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
