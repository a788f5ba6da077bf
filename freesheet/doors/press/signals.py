"""News of the press.

sheets_changed(paths)       bytes that readers get have changed at these paths (edges purge on this)
pressing_failed(sheet)      a render or a write failed; the old bytes stay
"""

from django.dispatch import Signal

sheets_changed = Signal()
pressing_failed = Signal()
