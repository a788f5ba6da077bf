"""The hint cookie: lets a pressed page show what differs for members and staff; says nothing about who.

Rule    it opens nothing: whatever it shows is a link that asks for itself
"""

COOKIE = "freesheet_hint"
STAFF = "staff"
