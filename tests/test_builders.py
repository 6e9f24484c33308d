from dragoman.types import Role, Span
from tests.builders import a_record, a_story, a_tagger, a_tagging, an_attribution, an_event, the

SAYING = "“It ended.” Kim left. He said he won."


def test_the_second_place_of_a_word_counts_plain_occurrences():
    assert the("he@2", "he is there") == Span(7, 9)


def test_sentences_keep_their_closing_quotation_mark():
    story = a_story(SAYING)
    assert [span.of(SAYING) for span in story.sentences] == [
        "“It ended.”",
        "Kim left.",
        "He said he won.",
    ]


def test_a_tagging_holds_each_mention_once_and_points_to_it():
    story = a_story()
    arrest = an_event(actors=["Police"], recipients=["ten people"], said="Police")
    tagging = a_tagging(story, [arrest], [an_attribution("Police", "said", "talks had failed")])
    assert [mention.span.of(story.text) for mention in tagging.mentions] == ["Police", "ten people"]
    roles = {(arc.role, arc.mention) for arc in tagging.arcs}
    assert roles == {(Role.ACTOR, 0), (Role.RECIPIENT, 1), (Role.SAID, 0)}


def test_a_canned_tagger_knows_only_its_story():
    story = a_story()
    tagger = a_tagger(story, [an_event()])
    assert len(tagger.tag(story).triggers) == 1
    assert tagger.tag(a_story(id="other")).triggers == ()


def test_a_record_points_into_its_story():
    assert a_record().trigger.of(a_story().text) == "arrested"
