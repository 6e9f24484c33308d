"""The readers of the open sets, on files of their own form in a few lines."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from dragoman.tagging.bundle import load_tokenizer
from dragoman.tagging.labels import SAME_ACTOR
from dragoman.training.encoder import Dropout, Encoder
from dragoman.training.fit import Recipe
from dragoman.training.model import tiny_shape
from dragoman.training.side.gum import read_gum
from dragoman.training.side.names import FILES, read_names
from dragoman.training.side.pretrain import SideModel, pretrain, read_side
from dragoman.training.side.propbank import read_propbank
from dragoman.training.side.qanom import read_qanom
from dragoman.training.side.space import NAMES, SIDE_SPACE, side_targets
from dragoman.training.space import UNASKED

TOKENIZER = load_tokenizer(Path(__file__).parent.parent / "tiny_model" / "tokenizer.json")
FRAME = {"pred": 2, "lemma": "meet", "args": [[0, 2, "ARG0"], [3, 5, "ARG1"]]}
ROW = {
    "doc": "d", "sent": 0, "src": "masc", "text": "the police met the minister",
    "offsets": [[0, 3], [4, 10], [11, 14], [15, 18], [19, 27]],
    "pos": ["DT", "NN", "VBD", "DT", "NN"], "frames": [FRAME, {**FRAME, "lemma": "be"}],
}  # fmt: skip


def words_of(text, spans):
    return [span.of(text.text) for span in spans]


def write_propbank(folder):
    folder.mkdir(exist_ok=True)
    (folder / "ewt.train.jsonl").write_text("")
    (folder / "masc.all.jsonl").write_text(json.dumps(ROW))
    return folder


def write_facts(folder):
    folder.mkdir(exist_ok=True)
    target = {"span1": [2, 3], "label": 2.6}
    (folder / "train.jsonl").write_text(json.dumps({"text": ROW["text"], "targets": [target]}))
    return folder


def test_propbank_gives_predicates_and_their_arguments_but_no_light_verbs(tmp_path):
    [text] = read_propbank(write_propbank(tmp_path / "p"))
    assert words_of(text, text.asks["arg0"]) == ["met"]
    assert [words_of(text, pair) for pair in text.pairs["arg1"]] == [["met", "the minister"]]


def test_nouns_of_masc_are_not_asked(tmp_path):
    [text] = read_propbank(write_propbank(tmp_path / "p"))
    column = side_targets(text, TOKENIZER).columns["predicate"]
    met = ROW["text"][:11].count(" ")
    assert column[met] == 1
    assert UNASKED in column


def test_factuality_joins_its_sentence_by_the_letters(tmp_path):
    [text] = read_propbank(write_propbank(tmp_path / "p"), write_facts(tmp_path / "f"))
    assert [(span.of(text.text), label) for span, label in text.labels["fact"]] == [("met", 2)]


def test_qanom_asks_only_of_the_nouns_that_were_judged(tmp_path):
    head = "qasrl_id,sentence,target_idx,is_verbal\n"
    rows = ["Wiki1k:wikinews:7:1:0,The talks -LRB- in Oslo -RRB-,1,True"]
    rows += ["Wiki1k:wikinews:7:1:0,The talks -LRB- in Oslo -RRB-,4,False"]
    (tmp_path / "annot.train.csv").write_text(head + "\n".join(rows) + "\n")
    [text] = read_qanom(tmp_path)
    assert text.text == "The talks ( in Oslo )"
    assert [(span.of(text.text), answer) for span, answer in text.labels["noun"]] == [
        ("talks", 1),
        ("Oslo", 0),
    ]


def write_gum(folder):
    cells = [("1", "Police", "Discourse=attribution-positive:1->2"), ("2", "said", "_")]
    cells += [("3", "they", "Discourse=ROOT:2:0"), ("4", "left", "_")]
    lines = ["# sent_id = a-1"]
    lines += ["\t".join([n, word, *["_"] * 7, misc]) for n, word, misc in cells]
    for name in ("GUM_news_a", "GUM_news_b"):
        (folder / "dep").mkdir(parents=True, exist_ok=True)
        (folder / "ontogum_coref").mkdir(exist_ok=True)
        (folder / "dep" / f"{name}.conllu").write_text("\n".join(lines))
        chains = ["# begin", "0\tPolice\t(1)", "1\tsaid\t_", "2\tthey\t(1)", "3\tleft\t_"]
        (folder / "ontogum_coref" / f"{name}.conll").write_text("\n".join(chains))
    (folder / "splits.md").write_text("\n## dev\n  * GUM_news_b\n\n## test\n")
    return folder


def test_gum_gives_chains_and_attributing_clauses_of_its_train_part_alone(tmp_path):
    [text] = read_gum(write_gum(tmp_path))
    assert text.id == "gum GUM_news_a"
    assert words_of(text, [span for span, _ in text.labels["saying"]]) == ["Police", "said"]
    assert [words_of(text, pair) for pair in text.pairs[SAME_ACTOR]] == [
        ["Police", "they"],
        ["they", "Police"],
    ]


def test_names_end_where_the_next_begins(tmp_path):
    lines = ["Ann\tB-politician", "Lee\tI-politician", "Oslo\tB-location", "fell\tO", ""]
    for name, (word, _) in FILES.items():
        body = lines if word == 0 else ["0\t" + line if line else line for line in lines]
        (tmp_path / name).write_text("\n".join(body) + "\n")
    texts = list(read_names(tmp_path))
    assert len(texts) == len(FILES)
    found = [(span.of(texts[0].text), NAMES[label]) for span, label in texts[0].labels["name"]]
    assert found == [("Ann Lee", "person"), ("Oslo", "place")]


def test_the_side_lessons_move_the_encoder_and_nothing_is_asked_where_no_set_is(tmp_path):
    assert list(read_side(tmp_path)) == []
    write_propbank(tmp_path / "srl_propbank")
    write_facts(tmp_path / "uds_factuality")
    torch.manual_seed(0)
    encoder = Encoder(tiny_shape(TOKENIZER.get_vocab_size()))
    before = encoder.layers[0].query.weight.clone()
    texts = list(read_side(tmp_path))
    after = pretrain(encoder, texts, TOKENIZER, Recipe(epochs=1))
    assert not torch.equal(before, after.layers[0].query.weight)


def test_the_side_space_has_a_head_for_every_column():
    model = SideModel(Encoder(tiny_shape(TOKENIZER.get_vocab_size())))
    assert model.heads.tags.out_features == sum(SIDE_SPACE.columns.values())


def test_dropout_leaves_out_about_a_tenth_and_nothing_when_it_is_off():
    layer = Dropout()
    ones = torch.ones(400, 400)
    torch.manual_seed(1)
    left = layer(ones)
    assert 0.09 < float((left == 0).float().mean()) < 0.115
    assert float(left.mean()) == pytest.approx(1.0, abs=0.01)
    assert np.array_equal(layer.eval()(ones).numpy(), ones.numpy())
