from dataclasses import replace

import numpy as np
import pytest

from dragoman.tagging.decode import Arrays, WindowDecoder, furniture_scores, story_contexts
from dragoman.tagging.labels import BARE, SAME_ACTOR, SAME_EVENT, Labels, Thresholds
from dragoman.tagging.words import Words
from dragoman.types import Auxiliary, MentionKind, Role, VoiceVerb

LABELS = Labels(
    version="test",
    types=("none", "ASSAULT", "AGREE"),
    auxiliaries=tuple(Auxiliary),
    modes=("ASSAULT", "ASSAULT beat", "AGREE"),
    kinds=("none", *MentionKind),
    verbs=("none", *VoiceVerb, BARE),
    contexts=("military", "legal", "economic", "health", "cyber"),
)
YES, NO = 9.0, -9.0


class Marked:
    """Answers for words of one letter each, all "none" until something is marked."""

    def __init__(self, count, sentences=None):
        place = np.arange(count)
        self.words = Words(
            ids=place, first=np.arange(count + 1), start=2 * place, end=2 * place + 1,
            sentence=np.array(sentences or [0] * count),
        )  # fmt: skip
        self.tags = np.full((count, sum(LABELS.widths().values())), NO, dtype=np.float32)
        self.pairs = np.full((len(LABELS.relations), count, count), NO, dtype=np.float32)
        for name in ("type", "kind", "verb"):
            self.tags[:, LABELS.columns()[name].start] = 0.0

    def mark(self, column, number, *at):
        for word in at:
            self.tags[word, LABELS.columns()[column].start + number] = YES
        return self

    def pair(self, relation, word, *others):
        for other in others:
            self.pairs[LABELS.relations.index(relation), word, other] = YES
        return self

    def arrays(self, contexts=()):
        vectors = np.eye(len(self.tags), dtype=np.float32)
        return Arrays(0, self.tags, self.pairs, np.array(contexts, dtype=np.float32), vectors)

    def decoder(self):
        return WindowDecoder(self.words, self.arrays(), LABELS)

    def triggers(self):
        return list(self.decoder().triggers())

    def attributions(self):
        return list(self.decoder().attributions())


def where(span):
    return span.start // 2, (span.end + 1) // 2


def test_a_trigger_carries_type_mode_and_auxiliary():
    marked = Marked(4).mark("type", 1, 1, 2).mark("mode", 1, 1).mark("auxiliary", 2, 1)
    [trigger] = marked.triggers()
    assert (where(trigger.span), trigger.type, trigger.mode) == ((1, 3), "ASSAULT", "beat")
    assert trigger.auxiliary is Auxiliary.FUTURE


def test_a_mode_of_another_type_is_never_chosen():
    [trigger] = Marked(2).mark("type", 2, 0).mark("mode", 1, 0).triggers()
    assert (trigger.type, trigger.mode) == ("AGREE", None)


def test_touching_triggers_are_cut_where_one_begins():
    marked = Marked(3).mark("type", 1, 0, 1).mark("trigger_begin", 0, 0, 1)
    assert [where(t.span) for t in marked.triggers()] == [(0, 1), (1, 2)]


def test_parties_named_one_after_the_other_are_several_arguments():
    marked = Marked(5).mark("type", 1, 4).pair("actor", 4, 0, 2)
    [trigger] = marked.triggers()
    assert [(where(a.span), a.role) for a in trigger.arguments] == [
        ((0, 1), Role.ACTOR),
        ((2, 3), Role.ACTOR),
    ]


def test_a_list_is_cut_into_its_members_without_the_word_between():
    marked = Marked(5).mark("type", 1, 4).pair("actor", 4, 0, 1, 3)
    marked.pairs[LABELS.relations.index("actor"), 4, 2] = -1.0  # "and": likely enough to join
    assert [where(a.span) for a in marked.triggers()[0].arguments] == [(0, 4)]
    marked.mark("mention_begin", 0, 3)
    assert [where(a.span) for a in marked.triggers()[0].arguments] == [(0, 2), (3, 4)]


def test_one_party_named_twice_is_one_argument():
    marked = Marked(5).mark("type", 1, 4).pair("actor", 4, 0, 2)
    marked.pair("same_actor", 0, 2).pair("same_actor", 2, 0)
    marked.pairs[LABELS.relations.index("actor"), 4, 2] = YES + 1
    assert [where(a.span) for a in marked.triggers()[0].arguments] == [(2, 3)]


def test_a_second_party_must_be_surer_than_the_first():
    labels = replace(LABELS, thresholds=Thresholds(actor=0.5, more=0.9))
    marked = Marked(5).mark("type", 1, 4)
    marked.pairs[LABELS.relations.index("actor"), 4, [0, 2]] = 1.0  # 0.73
    [trigger] = WindowDecoder(marked.words, marked.arrays(), labels).triggers()
    assert [where(a.span) for a in trigger.arguments] == [(0, 1)]


def test_a_role_never_leaves_the_sentence_of_its_trigger_but_a_source_may():
    marked = Marked(4, [0, 0, 1, 1]).mark("type", 1, 1).pair("actor", 1, 2).pair("said", 1, 3)
    [trigger] = marked.triggers()
    assert [a.role for a in trigger.arguments] == [Role.SAID]


def test_words_that_look_like_both_sides_go_to_the_surer_one():
    marked = Marked(2).mark("type", 1, 1).pair("actor", 1, 0).pair("recipient", 1, 0)
    marked.pairs[LABELS.relations.index("recipient"), 1, 0] = YES + 1
    [trigger] = marked.triggers()
    assert [a.role for a in trigger.arguments] == [Role.RECIPIENT]


def test_content_split_around_its_cue_is_two_stretches():
    marked = Marked(7).mark("verb", 1, 3).pair("source", 3, 2).pair("content", 3, 0, 1, 4, 5)
    [voice] = marked.attributions()
    assert (where(voice.source), where(voice.cue)) == ((2, 3), (3, 4))
    assert [where(part) for part in voice.content] == [(0, 2), (4, 6)]


def test_a_small_hole_in_content_is_closed_but_not_over_a_sentence_end():
    marked = Marked(6, [0, 0, 0, 0, 1, 1]).mark("verb", 1, 0).pair("content", 0, 1, 3, 5)
    [voice] = marked.attributions()
    assert [where(part) for part in voice.content] == [(1, 4), (5, 6)]


def test_a_word_of_another_sentence_is_no_content_but_a_short_sentence_is():
    marked = Marked(9, [0, 0, 0, 1, 1, 1, 1, 2, 2]).mark("verb", 1, 0)
    [voice] = marked.pair("content", 0, 1, 2, 4, 7, 8).attributions()
    assert [where(part) for part in voice.content] == [(1, 3), (7, 9)]


def test_a_cue_without_content_is_no_attribution():
    assert Marked(3).mark("verb", 1, 1).pair("source", 1, 0).attributions() == []


def test_a_bare_quotation_has_no_cue():
    marked = Marked(3).mark("verb", LABELS.verbs.index(BARE), 0).pair("content", 0, 0, 1, 2)
    [voice] = marked.attributions()
    assert voice.cue is None
    assert voice.verb is VoiceVerb.STATEMENT


@pytest.mark.parametrize(("marked", "expected"), [((2, 3), [0.0, 1.0]), ((3,), [0.0, 0.5])])
def test_furniture_is_told_sentence_by_sentence(marked, expected):
    made = Marked(4, [0, 0, 1, 1]).mark("furniture", 0, *marked)
    scores = furniture_scores([made.arrays()], made.words, LABELS)
    assert scores == pytest.approx(expected, abs=1e-3)


def test_mentions_of_one_actor_are_linked_by_both_directions():
    marked = Marked(6).pair(SAME_ACTOR, 0, 3, 5).pair(SAME_ACTOR, 3, 0)
    links = list(marked.decoder().linked(SAME_ACTOR, [0, 3, 5]))
    assert [(left, right) for left, right, _ in links] == [(0, 1), (0, 2)]
    assert links[0][2] > links[1][2]


def test_words_outside_the_window_are_linked_to_nothing():
    marked = Marked(3).pair(SAME_EVENT, 0, 2).pair(SAME_EVENT, 2, 0)
    assert list(marked.decoder().linked(SAME_EVENT, [0, 7])) == []


def test_a_trigger_carries_the_vector_of_its_first_word():
    [trigger] = Marked(3).mark("type", 1, 1, 2).triggers()
    assert trigger.vector == (0.0, 1.0, 0.0)


def test_contexts_are_the_surest_of_the_whole_story_and_at_most_four():
    one, two = Marked(1).arrays([YES, NO, NO, NO, NO]), Marked(1).arrays([YES, YES + 1, NO, NO, NO])
    assert story_contexts([one, two], LABELS) == ("military", "legal")
    assert len(story_contexts([Marked(1).arrays([YES] * 5)], LABELS)) == 4
