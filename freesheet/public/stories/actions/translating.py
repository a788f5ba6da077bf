"""A story copied into another edition settles there: what belongs to the first edition gives way to its twins."""

from freesheet.public.stories.models import Story


def settle(story: Story) -> None:
    """Give a copy the twins, in its own edition, of its section, topics, authors and signers; what has none goes."""
    story.section = story.section.twin(story.locale) if story.section else None
    story.topics = [twin for topic in story.topics.all() if (twin := topic.twin(story.locale))]
    for byline in story.bylines.all():
        byline.author = byline.author.twin(story.locale) or byline.author
        byline.save()
    for correction in story.corrections.all():
        signer = correction.signed_by
        correction.signed_by = signer and (signer.twin(story.locale) or signer)
        correction.save()
    for slot in story.related_slots.all():
        slot.delete()
    story.save(clean=False)
    story.save_revision(clean=False)
