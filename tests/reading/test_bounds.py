"""What would cost minutes is set aside before anything slow sees it."""

from __future__ import annotations

import pytest

from dragoman.errors import StoryError
from dragoman.reading import read
from dragoman.reading.bounds import (
    MOST_ATTRIBUTES,
    MOST_CHARACTERS,
    MOST_TAGS,
    require_readable,
)
from dragoman.types import GivenText, Page

SENTENCE = "Police in Narva arrested two men on Friday. "
FEW = "".join(f"a{number} " for number in range(MOST_ATTRIBUTES))
MANY = FEW + "one more"


def kind_of(source: str) -> str:
    with pytest.raises(StoryError) as fault:
        require_readable(source, "a page")
    return fault.value.kind


def test_a_page_of_as_many_tags_and_attributes_as_allowed_is_read():
    require_readable("<p>" * MOST_TAGS, "a page")
    require_readable(f"<p {FEW}>" * 20, "a page")


def test_a_page_of_too_many_tags_is_set_aside():
    assert kind_of("<p>" * (MOST_TAGS + 1)) == "too-complex"


@pytest.mark.parametrize(
    "source",
    [
        f"<p {MANY}>",
        f"<p {MANY.replace(' ', '/')}>",
        f"<p {MANY.replace(' ', '=b ')}>",
        f"<p {MANY.replace(' ', chr(61) + chr(34) + 'b' + chr(34))}>",
        f"<P\n{MANY}",
        f"</p {MANY}>",
        f"<script {MANY}></script>",
        f'<!-- <x a=" --> <p {MANY}> "',
        f'<script>x<y a="</script><p {MANY}>"',
        f'<title><x a="</title><p {MANY}>"',
        f"</x a=\"> <y b='\" > <p {MANY}> '",
        f'<?x a=" > <p {MANY}"',
        f'<p a="<script>" {MANY}>',
        f'<p a<b=">" {MANY}>',
    ],
)
def test_a_tag_of_too_many_attributes_is_found_wherever_it_hides(source):
    assert kind_of(source) == "too-complex"


def test_what_stands_in_scripts_and_comments_is_no_tag():
    require_readable(f"<script>if (a<b {MANY}) c()</script><!-- <p {MANY}> -->", "a page")
    require_readable(f'<img src="data:,{"a/" * 10_000}" alt="{MANY}">', "a page")


def test_a_page_of_too_many_tags_is_told_before_it_is_parsed():
    body = f"<html><body><p>{SENTENCE}</p>{'<br>' * MOST_TAGS}</body></html>".encode()
    with pytest.raises(StoryError, match=r"x\.html: 40,00\d tags"):
        read(Page(body, "x.html"))


def test_a_text_longer_than_a_story_is_set_aside():
    text = SENTENCE * (MOST_CHARACTERS // len(SENTENCE))
    assert read(GivenText(text)).text == text
    with pytest.raises(StoryError, match="hand a longer text in by its parts") as fault:
        read(GivenText(text + SENTENCE * 2))
    assert fault.value.kind == "too-large"


def test_the_article_of_a_page_is_no_longer_than_a_text():
    article = SENTENCE * (MOST_CHARACTERS // len(SENTENCE) + 1)
    with pytest.raises(StoryError) as fault:
        read(Page(f"<html><body><p>{article}</p></body></html>".encode(), "x.html"))
    assert fault.value.kind == "too-large"
