"""From a page or a given text to the story that all later spans point into."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.errors import StoryError
from dragoman.reading.bounds import require_length
from dragoman.reading.furniture import find_furniture
from dragoman.reading.html import read_article
from dragoman.reading.identity import source_id, story_id
from dragoman.reading.language import require_english
from dragoman.reading.published import GIVEN, published_as_given, unless_listed
from dragoman.reading.sentences import sentences_of
from dragoman.reading.text import require_text, require_unicode
from dragoman.types import GivenText, Page, Published, Story

# What is left of a page without an article: "Home", "Log in".
FEWEST_WORDS = 4


def read(source: Page | GivenText, *, published: date | None = None) -> Story:
    """The story in a page or a given text; a StoryError says why there is none.

    `published` is the caller's word for the day: it outranks what is found in a page, and
    yields to the day that a given text carries itself.
    """
    story = _page_story(source) if isinstance(source, Page) else _given_story(source)
    is_own = isinstance(source, GivenText) and story.published.day is not None
    if published is None or is_own:
        return story
    return replace(story, published=Published(published, GIVEN))


def _page_story(page: Page) -> Story:
    article = read_article(page)
    story = Story(
        id=story_id(article.url, article.text),
        text=article.text,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        published=unless_listed(article.published, page.published),
    )
    story = _marked(story, page.url)
    if max(len(sentence.of(story.text).split()) for sentence in story.sentences) < FEWEST_WORDS:
        raise StoryError("no-text", f"{page.url}: no article in this page")
    return story


def _given_story(given: GivenText) -> Story:
    name = source_id(given)
    require_unicode("".join((given.id, given.url, given.publisher, given.title)), name)
    story = Story(
        id=given.id or story_id(given.url, given.text),
        text=given.text,
        url=given.url,
        publisher=given.publisher,
        title=given.title,
        published=published_as_given(given.published),
    )
    return _marked(story, given.origin or name)


def _marked(story: Story, name: str) -> Story:
    """The story with its sentences and furniture; a StoryError if nothing in it can be read."""
    require_text(story.text, name)
    require_length(story.text, name)
    language = require_english(story.text, name)
    sentences = sentences_of(story.text)
    if not any(sign.isalpha() for sign in story.text):
        raise StoryError("no-text", f"{name}: no sentence in this text")
    furniture = find_furniture(story.text, sentences)
    return replace(story, language=language, sentences=sentences, furniture=furniture)
