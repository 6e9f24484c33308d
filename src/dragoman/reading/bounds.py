"""What a page or a text may cost: bounds that are checked before anything slow sees it.

The readers of hypertext take time by the number of tags, and by the square of the attributes of one
tag; sentences, furniture and all that comes after take it by the characters, in places by their
square.  Bounds and not a clock: the same story is set aside on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dragoman.errors import StoryError

#: Some 17,000 words: the longest features of magazines have as many.
MOST_CHARACTERS = 100_000
#: The fullest of the 102 pages of the public article-extraction-benchmark has 3,200.
MOST_TAGS = 40_000
#: A tag has ten or twenty, but what stands in scripts looks like one of 800.
MOST_ATTRIBUTES = 2_000

_ATTRIBUTE = r"""[\s/=]*+[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
# As the standard of HTML cuts a source up: comments, elements whose inside is no markup, tags.
_RAW = "script|style|title|textarea|xmp|iframe|noembed|noframes|noscript"
_TOKEN = re.compile(
    rf"<!--.*?--!?>|<(?:{_RAW})(?=[\s/>])(?P<raw>(?:{_ATTRIBUTE})*+)"
    rf"|</?[a-z](?P<attributes>(?:{_ATTRIBUTE})*+)|<[!?/][^>]*+",
    re.IGNORECASE | re.DOTALL,
)
_ONE = re.compile(_ATTRIBUTE)


def require_readable(source: str, name: str, *, most_tags: int = MOST_TAGS) -> None:
    """Nothing; a StoryError for a source of more tags or attributes than a page of news has."""
    tags = source.count("<")
    if tags > most_tags:
        message = f"{name}: {tags:,} tags, more than the {most_tags:,} that are read"
        raise StoryError("too-complex", message)
    if any(map(_is_overfull, _tags(source))):
        message = f"{name}: a tag of more than {MOST_ATTRIBUTES} attributes"
        raise StoryError("too-complex", message)


def _tags(source: str) -> Iterator[str]:
    """The insides of all tags, each once, without what stands in comments and scripts."""
    at = 0
    while found := _TOKEN.search(source, at):
        at = found.end()
        if found["raw"] is not None:
            name = re.match(r"<(\w+)", found[0])
            end = re.compile(rf"</{name[1]}" if name else "<", re.IGNORECASE).search(source, at)
            at = len(source) if end is None else end.start()
        yield found["raw"] or found["attributes"] or ""


def _is_overfull(inside: str) -> bool:
    """Whether a tag has too many attributes, of which each takes two characters at least."""
    if len(inside) <= 2 * MOST_ATTRIBUTES:
        return False
    return sum(1 for _ in islice(_ONE.finditer(inside), MOST_ATTRIBUTES + 1)) > MOST_ATTRIBUTES


def require_length(text: str, name: str) -> None:
    """Nothing; a StoryError for a text that is longer than a story."""
    if len(text) > MOST_CHARACTERS:
        message = (
            f"{name}: {len(text):,} characters, more than the {MOST_CHARACTERS:,} of one story:"
            " hand a longer text in by its parts"
        )
        raise StoryError("too-large", message)
