"""XML from strangers: as text without a document type, so that nothing in it can be expanded."""

from __future__ import annotations

import re

from lxml import etree

from dragoman.errors import StoryError
from dragoman.reading.charset import decoded

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: A document type is sought this far; comments may stand before it.
_HEAD = 100_000
_BEFORE_DOCTYPE = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>|\s+)*", re.DOTALL)
_SUBSET_OR_END = re.compile(r"[\[>]")
_SUBSET_ENDS = re.compile(r"\]\s*>")


def safe_xml(body: bytes, name: str, *, charset: str | None) -> str:
    """The words of an XML document; a StoryError where it declares entities.

    An old feed may name a document type of RSS, which is cut out; one that declares entities
    is a bomb or a way to read files, and no feed needs it.
    """
    words = _DECLARATION.sub("", decoded(body, name, charset=charset).lstrip("\ufeff"), count=1)
    if "<!ENTITY" in words.upper():
        raise StoryError("broken", f"{name}: it declares entities, which no feed may")
    before = _BEFORE_DOCTYPE.match(words[:_HEAD])
    start = before.end() if before else 0
    return words[:start] + words[_after_doctype(words, start) :]


def parse_xml(words: str, name: str) -> etree._Element:
    """The root of a document; a StoryError where it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(words.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise StoryError("broken", f"{name}: no XML ({error})") from error
    if root is None:
        raise StoryError("broken", f"{name}: no XML")
    return root


def _after_doctype(words: str, start: int) -> int:
    """Where the document type ends that stands at `start`; `start` where none does, or it never ends."""
    if words[start : start + 9].upper() != "<!DOCTYPE":
        return start
    end = _SUBSET_OR_END.search(words, start)
    if end is not None and end[0] == "[":
        end = _SUBSET_ENDS.search(words, end.end())
    return start if end is None else end.end()
