import json

import numpy as np
import pytest

pytest.importorskip("torch")

from pathlib import Path

from dragoman.errors import SetupError
from dragoman.ontology import load_ontology
from dragoman.tagging.bundle import load_tokenizer
from dragoman.training.gold import load_gold
from dragoman.training.space import UNASKED
from dragoman.training.targets import story_targets
from dragoman.training.train import ontology_labels

TINY = Path(__file__).parent.parent / "tiny_model"
TEXT = "Police said the rebels met. Read more: the court."
EVENT = {
    "s": 0, "e": "E1", "type": "CONSULT", "mode": None, "aux": "actual", "trigger": "met",
    "actors": [{"text": "the rebels", "name": "rebels", "country": None, "sector": ["REB"]}],
    "recipients": [], "date": None, "place": None,
    "said": {"source": {"text": "Police", "name": "police"}, "cue": "said", "kind": "indirect"},
}  # fmt: skip
VOICE = {
    "source": {"s": 0, "text": "Police"}, "cue": {"s": 0, "text": "said"},
    "content": [{"s": 0, "text": "the rebels met"}], "manner": "indirect", "verb": "statement",
}  # fmt: skip


def write_gold(folder, event=EVENT):
    rows = {
        "articles": {"id": "a", "text": TEXT, "sentences": [[0, 27], [28, 49]], "furniture": [1]},
        "annotations": {"id": "a", "events": [event]},
        "voices": {"id": "a", "voices": [VOICE]},
    }
    for part, row in rows.items():
        (folder / part).mkdir()
        (folder / part / "a.json").write_text(json.dumps(row))
    (folder / "train.json").write_text('["a"]')
    return folder


@pytest.fixture
def targets(tmp_path):
    [story] = load_gold(write_gold(tmp_path), split="train")
    labels = ontology_labels(load_ontology(), "test")
    made = story_targets(story, labels, load_tokenizer(TINY / "tokenizer.json"))
    return made, labels


def word(targets, text):
    return next(
        i for i in range(len(targets.words)) if targets.words.span(i, i + 1).of(TEXT) == text
    )


def test_each_word_learns_what_it_is(targets):
    made, labels = targets
    met, rebels = word(made, "met"), word(made, "rebels")
    assert labels.types[made.columns["type"][met]] == "CONSULT"
    assert labels.kinds[made.columns["kind"][rebels]] == "other"
    assert labels.verbs[made.columns["verb"][word(made, "said")]] == "statement"
    assert made.columns["auxiliary"][rebels] == UNASKED


def test_pairs_run_from_trigger_and_cue(targets):
    made, labels = targets
    pairs = {(labels.relations[r], i, j) for r, i, j in made.pairs.tolist()}
    met, said, police = word(made, "met"), word(made, "said"), word(made, "Police")
    assert ("actor", met, word(made, "rebels")) in pairs
    assert ("said", met, police) in pairs
    assert ("source", said, police) in pairs
    assert ("content", said, met) in pairs


def test_a_furniture_sentence_is_marked_whole(targets):
    made, _ = targets
    assert np.array_equal(made.columns["furniture"], made.words.sentence == 1)


def test_words_that_are_not_in_their_sentence_are_named(tmp_path):
    folder = write_gold(tmp_path, EVENT | {"trigger": "fled"})
    with pytest.raises(SetupError, match="'fled' is not in sentence 0"):
        load_gold(folder, split="train")


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(SetupError, match=r"no train\.json"):
        load_gold(tmp_path, split="train")
