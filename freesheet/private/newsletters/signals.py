"""News of the newsletters: what rooms above may want to hear.

subscription_confirmed(subscription), subscription_ended(subscription): in the transaction that changed it
newsletter_saved(newsletter): in the transaction that saved it
"""

from django.dispatch import Signal

subscription_confirmed = Signal()
subscription_ended = Signal()
newsletter_saved = Signal()
