"""What axe is asked of a page; it tells of what it finds wrong only, which takes it half the time."""

from typing import Any

VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    **VIOLATIONS,
}
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **VIOLATIONS}
"""All that the dark scheme can change."""
