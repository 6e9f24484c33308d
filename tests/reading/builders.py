"""Pages and texts to read, made where they are needed."""

import pytest

from dragoman.errors import StoryError
from dragoman.reading import read
from dragoman.types import GivenText, Page

PARAGRAPHS = (
    "Ministers of the two states met in Narva on Friday and agreed to open the bridge.",
    "The talks had been broken off in March, when a patrol boat was fired on near the island.",
    "Both delegations said that a second round of talks would follow before the end of June.",
)


def a_page(*paragraphs, head="", url="https://www.example.org/world/bridge", charset=None):
    """A saved page with navigation around the paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    html = (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><ul><li><a href='/'>Home</a></li>"
        f"<li><a href='/world'>World</a></li></ul></nav><article>{body}</article>"
        "<footer><a href='/terms'>Terms of use</a></footer></body></html>"
    )
    return Page(html.encode(charset or "utf-8"), url)


def a_text(text="Ministers met in Narva on Friday. They agreed.", **fields):
    return GivenText(text, **fields)


def sentences(story):
    return [sentence.of(story.text) for sentence in story.sentences]


def furniture(story):
    return [sentence.of(story.text) for sentence in story.furniture]


def fault(source):
    """The fault for which a source is set aside."""
    with pytest.raises(StoryError) as caught:
        read(source)
    assert "\n" not in caught.value.message
    return caught.value
