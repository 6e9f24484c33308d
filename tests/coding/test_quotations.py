import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.quotations import manner_of, quotations
from dragoman.types import Manner, Span
from tests.builders import the


def quoted(text):
    return [span.of(text) for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It is over,” Kim said.", ["“It is over,”"]),
        ('"It is over," Kim said, "for good."', ['"It is over,"', '"for good."']),
        ("«C'est fini», dit-il.", ["«C'est fini»"]),
        ("„Es ist vorbei“, sagte er.", ["„Es ist vorbei“"]),
        ("‘It’s over,’ Kim said.", ["‘It’s over,’"]),
        ("'It's over,' Kim said.", ["'It's over,'"]),
        ("He called it a ‘peace of the brave’ on Monday.", ["‘peace of the brave’"]),
        ("“He said ‘never’ to me,” Kim said.", ["“He said ‘never’ to me,”"]),
        ("‘The rebels’ camp burned,’ Kim said.", ["‘The rebels’ camp burned,’"]),
    ],
)
def test_a_quotation_is_found_whatever_its_marks(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' camp and the soldiers' tents burned.",
        "Kim's envoy didn't sign.",
        "The workers’ union and the miners’ union struck.",
        "In the '90s they didn't meet.",
    ],
)
def test_an_apostrophe_opens_no_quotation(text):
    assert quoted(text) == []


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph():
    text = "“It is over.\n\n“We sign today,” Kim said. He left."
    assert quoted(text) == ["“It is over.", "“We sign today,”"]


@pytest.mark.parametrize(
    ("text", "content", "cue", "manner"),
    [
        ("“It is over,” Kim said.", "“It is over,”", "said", Manner.DIRECT),
        ("Kim said it is “over”.", "it is “over”", "said", Manner.MIXED),
        ("Kim said it is over.", "it is over", "said", Manner.INDIRECT),
        ("Kim said it's the rebels' camp.", "it's the rebels' camp", "said", Manner.INDIRECT),
        ("“Lee said it was over,” Kim wrote.", "it was over", "said", Manner.INDIRECT),
        ("How do you see the talks?", "How do you see the talks?", None, Manner.DIRECT),
    ],
)
def test_the_manner_follows_the_quotation_marks(text, content, cue, manner):
    found = manner_of([the(content, text)], text, cue=cue and the(cue, text))
    assert found is manner


@given(st.text(alphabet="ab .,“”\"‘’'«»\n", max_size=60))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    found = quotations(text)
    ends = [0, *(span.end for span in found)]
    assert all(Span(0, len(text)).holds(span) for span in found)
    assert all(end <= span.start for end, span in zip(ends, found, strict=False))
