import json

import pytest

from dragoman.errors import SetupError
from dragoman.evaluation.pairs import Pair, best_root, evaluate_pairs, macro_f1, unmarked
from dragoman.types import Span
from tests.cli.commands import dragoman

HEAD = "marked_sentence\tgold_root\tgold_penta\n"
ROWS = [
    "<s>Iran</s> condemned <t>the court</t>.\tACCUSE\t3",
    "<s>The army</s> left <t>the town</t>.\tYIELD\t2",
]


class Canned:
    """Answers by a word of the sentence, and remembers the parties that it was asked about."""

    def __init__(self, type_by_word):
        self.type_by_word, self.asked = type_by_word, []

    def relation(self, story, first, second):
        self.asked.append((first.of(story.text), second.of(story.text)))
        return {name: float(word in story.text) for word, name in self.type_by_word.items()}


def a_table(folder, rows=ROWS, head=HEAD):
    path = folder / "pairs.tsv"
    path.write_text(head + "\n".join(rows) + "\n")
    return path


def test_marks_become_spans():
    text, spans = unmarked("x <t>B</t> and <s>A c</s>.")
    assert text == "x B and A c."
    assert (spans["s"].of(text), spans["t"].of(text)) == ("A c", "B")


def test_both_parties_are_asked_about_and_merged_types_are_one_label(tmp_path):
    tagger = Canned({"condemned": "ACCUSE", "left": "RETREAT"})
    figures = evaluate_pairs(a_table(tmp_path), tagger)
    assert tagger.asked == [("Iran", "the court"), ("The army", "the town")]
    assert figures == {
        "root macro F1": 100.0, "quad macro F1": 100.0, "binary macro F1": 100.0, "rows": 2,
    }  # fmt: skip


def test_a_wrong_type_costs_its_label_and_may_keep_the_quad_class(tmp_path):
    figures = evaluate_pairs(a_table(tmp_path), Canned({"condemned": "REQUEST", "left": "RETREAT"}))
    assert figures["root macro F1"] == 50.0
    assert figures["quad macro F1"] == 100.0


def test_a_party_that_is_not_marked_is_asked_about_as_nothing():
    pair = Pair("Iran spoke.", Span(0, 4), Span(0, 0), "CONSULT", "1")
    assert best_root(pair, Canned({"spoke": "CONSULT"})) == "CONSULT"


def test_macro_f1_weighs_every_label_alike():
    assert macro_f1(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx(42.9, abs=0.05)


def test_a_table_of_another_form_is_refused_by_name(tmp_path):
    with pytest.raises(SetupError, match=r"pairs\.tsv has no columns .*gold_root"):
        evaluate_pairs(a_table(tmp_path, head="a\tb\n"), Canned({}))


def test_the_command_prints_json(tmp_path):
    done = dragoman("evaluate-pairs", str(a_table(tmp_path)), "--json")
    assert json.loads(done.stdout)["rows"] == 2
