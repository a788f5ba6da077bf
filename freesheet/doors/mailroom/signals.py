"""News of the mailroom, in the transaction that notes it.

suppressed(address, reason)     no more mail goes to that address
lifted(address)                 it does again
"""

from django.dispatch import Signal

suppressed = Signal()
lifted = Signal()
