"""News of the staff's room, for the desk's log.

happened    sent with action ("invited", "accepted", …), about (a User or an Invitation), by (a User or None: whoever
            the desk's request is of) and details (a mapping of plain text, no secret)
"""

from django.dispatch import Signal

happened = Signal()
