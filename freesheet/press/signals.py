"""News of the press.

sheets_changed(paths)       bytes that readers get have changed at these paths (edges purge on this)
placed(owner, path)         an owner lives at a new path, or nowhere (None); sent inside the transaction
pressing_failed(sheet)      a render or a write failed; the old bytes stay
"""

from django.dispatch import Signal

sheets_changed = Signal()
placed = Signal()
pressing_failed = Signal()
