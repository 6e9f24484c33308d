from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxscript")

import onnx
import onnx.numpy_helper
import torch

from dragoman.tagging.bundle import open_bundle
from dragoman.tagging.onnx import open_session
from dragoman.tagging.windows import cut_windows
from dragoman.tagging.words import split_words
from dragoman.training.batches import Lesson
from dragoman.training.encoder import Encoder
from dragoman.training.export import PACKED, SCALES, BundleForm, export_graph, write_bundle
from dragoman.training.fit import Recipe, fit, rate_share
from dragoman.training.gold import GoldArgument, GoldEvent, GoldStory
from dragoman.training.model import TaggerModel, distance_buckets, tiny_shape
from dragoman.training.smooth import smoothed
from dragoman.training.space import tagger_space
from dragoman.training.targets import story_targets
from dragoman.training.train import last_rounds, losses_of
from dragoman.training.tune import Counts, Held, answer_story, count_triggers, tune
from dragoman.types import Auxiliary, Role, Span, Tagging, Trigger

TINY = Path(__file__).parent.parent / "tiny_model"
BUNDLE, TOKENIZER = open_bundle(TINY), TINY / "tokenizer.json"
TEXT = "the police arrested the minister. the court met."
STORY = GoldStory(
    "a",
    TEXT,
    (Span(0, 33), Span(34, 48)),
    (
        GoldEvent(
            "E1", Span(11, 19), "COERCE", "arrest", Auxiliary.ACTUAL,
            (GoldArgument(Span(4, 10), Role.ACTOR), GoldArgument(Span(24, 32), Role.RECIPIENT)),
        ),
    ),
    (),
    frozenset(),
)  # fmt: skip


def a_model():
    torch.manual_seed(3)
    return TaggerModel(Encoder(tiny_shape(BUNDLE.tokenizer.get_vocab_size())), BUNDLE.labels).eval()


def a_lesson():
    targets = story_targets(STORY, BUNDLE.labels, BUNDLE.tokenizer)
    return Lesson([targets], tagger_space(BUNDLE.labels), BUNDLE.tokenizer, BUNDLE.labels.room)


@pytest.mark.filterwarnings("ignore")  # torch's exporter warns about its own internals
def test_the_graph_answers_as_the_trained_model_does(tmp_path):
    model = a_model()
    export_graph(model, tmp_path / "full.onnx")
    session = open_session(tmp_path / "full.onnx")
    words = split_words(BUNDLE.tokenizer, TEXT * 3, [Span(0, len(TEXT * 3))])
    for window in cut_windows(words, BUNDLE.tokenizer, BUNDLE.labels.room):
        mine = session(window)
        theirs = model(torch.from_numpy(window.ids)[None], torch.from_numpy(window.first)[None])
        for name in ("tags", "pairs", "contexts", "vectors"):
            right = getattr(theirs, name)[0].detach().numpy()
            assert np.abs(getattr(mine, name) - right).max() < 1e-4, name


def some_windows():
    words = split_words(BUNDLE.tokenizer, TEXT * 3, [Span(0, len(TEXT * 3))])
    return list(cut_windows(words, BUNDLE.tokenizer, BUNDLE.labels.room))


@torch.no_grad()
def distance(model, other, window):
    """The farthest that two models' answers lie apart."""
    ids, first = torch.from_numpy(window.ids)[None], torch.from_numpy(window.first)[None]
    mine, theirs = model(ids, first), other(ids, first)
    return max(
        float((getattr(mine, n) - getattr(theirs, n)).abs().max()) for n in ("tags", "pairs")
    )


def test_a_smoothed_model_answers_as_before_from_other_weights():
    model, windows = a_model(), some_windows()
    smooth = smoothed(model, windows)
    assert max(distance(model, smooth, window) for window in windows) < 1e-4
    before, after = model.encoder.layers[0].inner, smooth.encoder.layers[0].inner
    assert not torch.allclose(before.weight, after.product.weight)


@pytest.mark.filterwarnings("ignore")  # torch's exporter warns about its own internals
def test_in_int8_each_row_of_the_word_embeddings_keeps_its_own_scale(tmp_path):
    model = a_model()
    rows = model.encoder.embeddings.word_embeddings.weight
    with torch.no_grad():
        rows[7] *= 1000  # would make all others coarse under one scale
    write_bundle(model, BundleForm(BUNDLE.labels, TOKENIZER), tmp_path)
    graph = onnx.load(str(tmp_path / "model.onnx")).graph
    kept = {part.name: onnx.numpy_helper.to_array(part) for part in graph.initializer}
    assert kept[PACKED].dtype == np.int8
    again = kept[PACKED] * kept[SCALES]
    assert (np.abs(again - rows.detach().numpy()) <= kept[SCALES] * 0.51).all()
    session = open_session(tmp_path / "model.onnx")
    (window, *_) = some_windows()
    ids, first = torch.from_numpy(window.ids)[None], torch.from_numpy(window.first)[None]
    right = model(ids, first).tags[0].detach().numpy()
    assert np.corrcoef(session(window).tags.ravel(), right.ravel())[0, 1] > 0.99


def test_a_model_can_learn_a_story_by_heart():
    recipe = Recipe(epochs=150, rate=3e-3, head_rate=1e-2)
    lesson = a_lesson()
    model = fit(a_model(), lesson, recipe, losses_of(lesson))
    held = [Held(STORY, lesson.stories[0], answer_story(model, lesson.stories[0], lesson))]
    tuned = tune(held, BUNDLE.labels)
    assert tuned.scores["trigger"] == 1.0
    assert tuned.scores["actor"] == tuned.scores["recipient"] == 1.0


def test_the_same_seed_gives_the_same_weights():
    lesson, recipe = a_lesson(), Recipe(epochs=2)
    first, second = (fit(a_model(), lesson, recipe, losses_of(lesson)) for _ in range(2))
    pairs = zip(first.parameters(), second.parameters(), strict=True)
    assert all(torch.equal(a, b) for a, b in pairs)


def test_an_interrupted_training_goes_on_as_if_it_had_not_been(tmp_path):
    lesson, whole, kept = a_lesson(), Recipe(epochs=3), tmp_path / "kept.ckpt"
    straight = fit(a_model(), lesson, whole, losses_of(lesson))

    def broken(model, batch):
        broken.calls += 1
        if broken.calls > 2:
            raise KeyboardInterrupt
        return losses_of(lesson)(model, batch)

    broken.calls = 0
    with pytest.raises(KeyboardInterrupt):
        fit(a_model(), lesson, whole, broken, kept=kept)
    resumed = fit(a_model(), lesson, whole, losses_of(lesson), kept=kept)
    pairs = zip(straight.parameters(), resumed.parameters(), strict=True)
    assert all(torch.equal(a, b) for a, b in pairs)


def test_a_story_is_read_as_often_as_asked():
    lesson = a_lesson()
    often = replace(lesson, stories=[*lesson.stories] * 3, times=[2.0, 0.0, 0.5])
    drawn = [len(often.drawn(np.random.default_rng(seed))) for seed in range(40)]
    assert set(drawn) == {2, 3}
    assert 10 < drawn.count(3) < 30
    assert len(lesson.drawn(np.random.default_rng(1))) == 1


def test_the_last_rounds_keep_a_state_of_their_own(tmp_path):
    lesson, kept = a_lesson(), tmp_path / "kept.ckpt"
    first = fit(a_model(), lesson, Recipe(epochs=1), losses_of(lesson), kept=kept)
    before = [part.clone() for part in first.parameters()]
    last = last_rounds(first, lesson, Recipe(epochs=1), kept=kept)
    assert any(not torch.equal(a, b) for a, b in zip(before, last.parameters(), strict=True))
    again = last_rounds(a_model(), lesson, Recipe(epochs=1), kept=kept)
    pairs = zip(last.parameters(), again.parameters(), strict=True)
    assert all(torch.equal(a, b) for a, b in pairs)


def test_a_rate_rises_and_falls():
    shares = [rate_share(at / 20) for at in range(21)]
    assert shares[2] == max(shares) == 1.0
    assert shares[-1] == min(shares) == pytest.approx(0.02)


def test_distances_are_told_apart_by_side_and_size():
    buckets = distance_buckets(40, torch.device("cpu"))
    assert buckets[5, 6] != buckets[6, 5]
    assert buckets[0, 1] != buckets[0, 3]
    assert buckets[7, 7] == buckets[9, 9]


def test_counting_wants_type_and_place():
    found = Tagging(triggers=(Trigger(Span(11, 19), "COERCE"), Trigger(Span(44, 47), "CONSULT")))
    assert count_triggers(found, STORY) == Counts(right=1, wrong=1, missing=0)
    assert Counts(1, 1, 0).f() == pytest.approx(2 / 3)
