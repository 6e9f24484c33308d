"""A text as its owner gave it: checked, never changed."""

from __future__ import annotations

import re

from dragoman.errors import StoryError

# Half of a pair that stands for no character: bytes that were not UTF-8, or "\ud800" in JSON.
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.02


def require_text(text: str, name: str) -> None:
    """Nothing; a StoryError if the text is empty or binary or could not be written out again."""
    if not text.strip():
        raise StoryError("empty", f"{name}: the text is empty")
    require_unicode(text, name)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise StoryError("binary", f"{name}: binary data, no text")


def require_unicode(words: str, name: str) -> None:
    """Nothing; a StoryError if some of the words are no Unicode text."""
    if _SURROGATE.search(words):
        raise StoryError("encoding", f"{name}: bytes that are not UTF-8")
