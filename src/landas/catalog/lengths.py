"""How long what a feed says may be. Longer is a fault of the feed, and would cost every request that looks at it."""

LONGEST_TITLE = 2_000
LONGEST_VALUE = 10_000
"""Of a category, a tag or a group's name."""
LONGEST_TEXT = 100_000
"""Of one column of running text; the rest is cut off."""


def too_long(length: int, longest: int) -> str:
    """What to report; reads on from the name of what is too long."""
    return f"has {length:,} characters; at most {longest:,} are kept"
