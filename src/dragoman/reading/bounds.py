"""What a page or a text may cost: bounds that are checked before anything slow sees it.

The readers of hypertext take time by the number of tags, and by the square of the attributes of one
tag; sentences, furniture and all that comes after take it by the characters, in places by their
square.  Bounds and not a clock: the same story is set aside on every machine.
"""

from __future__ import annotations

import re

from dragoman.errors import StoryError

#: The longest feature of a magazine has half of it: some 25,000 words.
MOST_CHARACTERS = 150_000
#: The fullest of the 102 pages of the public article-extraction-benchmark has 3,200.
MOST_TAGS = 25_000
#: A tag has ten or twenty, but what stands in scripts looks like one of 800.
MOST_ATTRIBUTES = 2_000

# Every run is bounded, for the search begins anew at each "<": what is longer counts as several.
_QUOTED = r"""(?:"[^"]{0,2000000}+"|'[^']{0,2000000}+')"""
_NAME, _VALUE = r"[^\s=>/]{1,1000}+", r"[^\s>]{0,1000}+"
_ATTRIBUTE = rf"[\s/=]{{0,1000}}+{_NAME}(?:\s{{0,1000}}+=\s{{0,1000}}+(?:{_QUOTED}|{_VALUE}))?+"
_OVERFULL = re.compile(rf"<[a-zA-Z](?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}}")


def require_readable(source: str, name: str) -> None:
    """Nothing; a StoryError for hypertext of more tags or attributes than a page of news has."""
    tags = source.count("<")
    if tags > MOST_TAGS:
        message = f"{name}: {tags:,} tags, more than the {MOST_TAGS:,} of the fullest pages"
        raise StoryError("too-complex", message)
    if _OVERFULL.search(source):
        message = f"{name}: a tag of more than {MOST_ATTRIBUTES} attributes"
        raise StoryError("too-complex", message)


def require_length(text: str, name: str) -> None:
    """Nothing; a StoryError for a text that is longer than a story."""
    if len(text) > MOST_CHARACTERS:
        message = (
            f"{name}: {len(text):,} characters, more than the {MOST_CHARACTERS:,} of one story:"
            " hand a longer text in by its parts"
        )
        raise StoryError("too-large", message)
