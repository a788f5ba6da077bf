"""The pages that editors make besides stories.

Owns    FrontPage, SecondarySlot, Pick, InfoPage
"""

from freesheet.public.front.models.front_page import FrontPage
from freesheet.public.front.models.info_page import InfoPage
from freesheet.public.front.models.pick import Pick
from freesheet.public.front.models.secondary_slot import SecondarySlot

__all__ = ["FrontPage", "InfoPage", "Pick", "SecondarySlot"]
