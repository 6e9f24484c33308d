from itertools import accumulate

import pytest

from dragoman.tagging.opening import RARE, foreign_opening
from dragoman.tagging.words import split_words
from tests.tagging.test_windows import TOKENIZER

THE, RYE, FERN, COURT = (10,), (RARE,), (RARE + 1,), (RARE + 2,)
LONG = (10, 11)


def foreign(*paragraphs):
    words = [word for paragraph in paragraphs for word in paragraph]
    return foreign_opening(words, [0, *accumulate(map(len, paragraphs))])


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        ([[THE, RYE], [THE, COURT], [COURT]], 2),
        ([[THE, RYE], [FERN], [THE, COURT], [COURT]], 3),
        ([[THE, LONG], [THE, COURT], [COURT]], 2),
        ([[THE, LONG], [THE, COURT], [LONG]], 0),
        ([[COURT, RYE], [THE], [COURT]], 0),
        ([[THE], [COURT]], 0),
        ([[THE, RYE]], 0),
        ([], 0),
    ],
)
def test_an_opening_is_foreign_where_nothing_takes_it_up(paragraphs, words):
    assert foreign(*paragraphs) == words


def test_paragraphs_are_told_from_empty_lines():
    text = "Zwieback rose.\n\nKrupnik met Zubrowka.\n\nZubrowka left."
    assert split_words(TOKENIZER, text, []).opening == 3
    assert split_words(TOKENIZER, text.replace("\n\n", "\n"), []).opening == 0
