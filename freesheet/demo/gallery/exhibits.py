"""All exhibits, by the name in their address."""

from freesheet.demo.gallery import desk, feeds, fronts, letters, pages, stories

EXHIBITS = stories.EXHIBITS | fronts.EXHIBITS | feeds.EXHIBITS | letters.EXHIBITS | pages.EXHIBITS | desk.EXHIBITS
