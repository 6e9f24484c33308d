"""Sentences are spans into a text that stays as it is."""

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies

from dragoman.reading.sentences import paragraphs_of, sentences_of
from tests.reading.gold_texts import gold_articles


def split(text):
    return [sentence.of(text) for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. Senate voted.", "Mr. Smith left at 5 p.m. on Friday."],
        ["“We will leave. We must,” he said.", "Nobody answered."],
        ['"Will you go?" she asked.', '"No."'],
        ["He lost 2.5 million in Jan. 2019.", "He won in May.", "Then he fell."],
        ["Zürich 😀 voted.", "Ünal won."],
    ],
)
def test_abbreviations_and_quotations_end_no_sentence(sentences):
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Headline here\n\nBody text.", ["Headline here", "Body text."]),
        ("Headline here\nBody text.", ["Headline here", "Body text."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("The talks in Narva\nended on Friday.", ["The talks in Narva\nended on Friday."]),
        ("  One.  \n \t\n Two.  ", ["One.", "Two."]),
        ("no full stop", ["no full stop"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_line_breaks_end_a_sentence_unless_they_wrap_it(text, expected):
    assert split(text) == expected


def test_text_wrapped_at_a_width_is_joined_again():
    lines = [
        "Ministers of the two states met in Narva on Friday and agreed to open",
        "Europe's longest bridge after talks that had been broken off in March. A",
        "Finnish mediator was present.",
    ]
    text = "\n".join(lines) + "\n\nBoth sides agreed."
    assert len(split(text)) == 3
    assert split(text)[2] == "Both sides agreed."


@settings(deadline=None, max_examples=60)
@given(strategies.text(alphabet="ab. A\n\r\"'”?é😀", max_size=200))
def test_sentences_cover_all_words_in_order(text):
    sentences = sentences_of(text)
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert all(any(p.holds(s) for p in paragraphs_of(text)) for s in sentences)


@pytest.mark.shared
def test_boundaries_agree_with_the_gold():
    right = ours = gold = 0
    for article in gold_articles("train"):
        if not article["id"].startswith("wnq-"):  # their quotes are re-spaced, and cut inside
            wanted = {end for _, end in article["sentences"]}
            found = {sentence.end for sentence in sentences_of(article["text"])}
            right, ours, gold = right + len(wanted & found), ours + len(found), gold + len(wanted)
    assert right / ours > 0.975
    assert right / gold > 0.985
