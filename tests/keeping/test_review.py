"""What a review asks about, and in which order."""

from dataclasses import replace

from dragoman.keeping.review import Doubt, find_questions, queue
from dragoman.types import Answer, Judgement
from tests.keeping.builders import NOW, a_store, a_told, put, said


def by(who, pair, answer):
    left, right = pair
    return Judgement(f"{who}{pair}", left, right, Answer(answer), 1.0, who, True, NOW)


def by_program(pair, score):
    left, right = pair
    answer = Answer.SAME if score >= 0.5 else Answer.UNSURE
    return Judgement(f"p{pair}", left, right, answer, score, "modes", False, NOW)


def asked(people, program, who="Eva"):
    return ["".join(one.pair) for one in queue(people, program, by=who, same=0.5)]


def test_the_pair_nearest_to_the_threshold_comes_first():
    scores = {"ab": 0.9, "ac": 0.55, "ad": 0.3, "ae": 0.47}
    assert asked([], [by_program(*one) for one in scores.items()]) == ["ae", "ac", "ad", "ab"]


def test_what_people_dispute_comes_before_what_they_left_open_and_before_the_program():
    people = [by("Ada", "ab", "unsure"), by("Ada", "ac", "same"), by("Ben", "ac", "different")]
    found = queue(people, [by_program("ad", 0.5)], by="Eva", same=0.5)
    assert ["".join(one.pair) for one in found] == ["ac", "ab", "ad"]
    assert [one.doubt for one in found] == list(Doubt)


def test_what_somebody_settled_is_not_asked():
    assert (
        asked([by("Ada", "ab", "unsure"), by("Ben", "ab", "same")], [by_program("ab", 0.5)]) == []
    )


def test_nobody_is_asked_twice():
    people = [by("Ada", "ab", "same"), by("Ben", "ab", "different"), by("Ada", "ac", "unsure")]
    assert asked(people, [], who="Ada") == []
    assert asked(people, [], who="Ben") == ["ac"]


def test_of_one_person_the_last_answer_counts():
    first = by("Ada", "ab", "same")
    last = replace(first, id="later", answer=Answer.DIFFERENT)
    assert asked([first, last], []) == []
    assert asked([first, last, by("Ben", "ab", "same")], []) == ["ab"]


def test_a_question_has_both_reports_and_the_programs_reasons(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "arrest"))
        [question] = find_questions(store, by="Ada", same=0.5, limit=9)
        assert (question.left.record.id, question.right.record.id) == ("a-raid", "b-arrest")
        assert question.doubted.program.reasons[0].found == "arrest raid"


def test_a_pair_that_a_person_left_open_keeps_the_programs_reasons(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "arrest"))
        said(store, "a-raid", "b-arrest", "unsure")
        assert find_questions(store, by="Ada", same=0.5, limit=9) == []
        [question] = find_questions(store, by="Ben", same=0.5, limit=9)
        assert question.doubted.doubt is Doubt.UNDECIDED
        assert round(question.doubted.program.score, 2) == 0.3


def test_no_more_is_asked_than_wanted(home):
    with a_store(home) as store:
        put(store, *(a_told(name, "raid") for name in "abcd"))
        assert len(find_questions(store, by="Ada", same=0.5, limit=2)) == 2
