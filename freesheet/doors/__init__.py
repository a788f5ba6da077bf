"""Whatever leaves the newsroom leaves through one of these, which know none of its nouns."""
