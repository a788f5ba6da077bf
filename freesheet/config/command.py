"""The console command `freesheet`: our own verbs (run, work, press, demo, doctor) and Django's."""

import os
import sys

from django.core.management import execute_from_command_line

from freesheet.config.environment import BadSetting


def main() -> None:
    """Run the command named in sys.argv with Freesheet's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freesheet.config.settings")
    try:
        execute_from_command_line(["freesheet", *sys.argv[1:]])
    except BadSetting as problem:
        sys.exit(str(problem))
