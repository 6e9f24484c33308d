from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.tagging.bundle import load_tokenizer
from dragoman.tagging.windows import Room, cut_windows
from dragoman.tagging.words import split_words
from dragoman.types import Span

TINY = Path(__file__).parent.parent / "tiny_model"
TOKENIZER = load_tokenizer(TINY / "tokenizer.json")
ROOM = Room(8, 40)


def words_of(text, *cuts):
    edges = [0, *cuts, len(text)]
    return split_words(TOKENIZER, text, [Span(*pair) for pair in pairwise(edges)])


def test_every_word_knows_its_characters_and_its_sentence():
    text = "Police said. Talks met"
    words = words_of(text, 13)
    assert [words.span(i, i + 1).of(text) for i in range(len(words))] == [
        "Police", "said", ".", "Talks", "met",
    ]  # fmt: skip
    assert words.sentence.tolist() == [0, 0, 0, 1, 1]


def test_a_window_holds_whole_sentences():
    words = words_of("the court met. the court met. the court met.", 15, 30)
    windows = cut_windows(words, TOKENIZER, Room(8, 40))
    assert [(w.low, w.high) for w in windows] == [(0, 4), (4, 12)]


def test_what_comes_before_a_story_changes_its_first_window_alone():
    story = "the court met. the court met. the court met."
    alone = cut_windows(words_of(story, 15, 30), TOKENIZER, Room(8, 40))
    behind = cut_windows(words_of("police said. " + story, 13, 28, 43), TOKENIZER, Room(8, 40))
    assert behind[-1].ids.tolist() == alone[-1].ids.tolist()


def test_a_sentence_longer_than_a_window_is_cut_and_nothing_is_lost():
    words = words_of("the court " * 30)
    windows = cut_windows(words, TOKENIZER, Room(10, 40))
    assert [w.low for w in windows[1:]] == [w.high for w in windows[:-1]]
    assert windows[-1].high == len(words)


def test_a_text_without_a_word_has_no_window():
    assert cut_windows(words_of("  \n "), TOKENIZER, Room(10, 40)) == []


def test_a_long_rare_name_moves_no_window():
    plain = cut_windows(words_of("the court met. the court met. lee met.", 15, 30), TOKENIZER, ROOM)
    rare = "the court met. the court met. tregunnickaulay met."
    assert [(w.low, w.high) for w in cut_windows(words_of(rare, 15, 30), TOKENIZER, ROOM)] == [
        (w.low, w.high) for w in plain
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc .,\n“é߀", max_size=120), st.integers(1, 30), st.integers(10, 40))
def test_windows_cover_each_word_once_and_keep_their_room(text, count, pieces):
    words = words_of(text, len(text) // 2)
    windows = cut_windows(words, TOKENIZER, Room(count, pieces))
    assert [i for w in windows for i in range(w.low, w.high)] == list(range(len(words)))
    assert all(w.high - w.low <= count for w in windows)
    assert all(len(w.ids) <= pieces or w.high - w.low == 1 for w in windows)


@pytest.mark.parametrize("text", ["Zürich’s talks", "U.S. envoy", "çà et là", "İstanbul met"])
def test_spans_point_into_the_text_as_given(text):
    words = words_of(text)
    assert "".join(words.span(i, i + 1).of(text) for i in range(len(words))) == text.replace(
        " ", ""
    )
