"""Write tests/tiny_model: a random-weight bundle so that tests need no trained model."""

from __future__ import annotations

import string
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from dragoman.ontology import load_ontology
from dragoman.tagging.labels import Labels
from dragoman.training.encoder import Encoder
from dragoman.training.export import BundleForm, write_bundle
from dragoman.training.model import TaggerModel, tiny_shape
from dragoman.training.train import ontology_labels

FOLDER = Path(__file__).parent.parent / "tests" / "tiny_model"
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = [
    "the",
    "of",
    "in",
    "on",
    "and",
    "to",
    "said",
    "police",
    "arrested",
    "minister",
    "talks",
    "rebels",
    "court",
    "met",
    "denied",
]
SEED = 7


def tiny_tokenizer() -> Tokenizer:
    """A WordPiece tokenizer over letters and a few words."""
    letters = string.ascii_lowercase + string.digits
    marks = list(string.punctuation + "“”‘’—…")
    pieces = [*SPECIALS, *letters, *marks, *(f"##{c}" for c in letters), *WORDS]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def tiny_labels() -> Labels:
    """The ontology's labels, with short windows so that a short text makes several."""
    made = ontology_labels(load_ontology(), "tiny")
    return replace(made, window=12, pieces=128)


def tiny_model(tokenizer: Tokenizer, labels: Labels) -> TaggerModel:
    """Random weights, large enough for some answers to pass their thresholds."""
    torch.manual_seed(SEED)
    model = TaggerModel(Encoder(tiny_shape(tokenizer.get_vocab_size())), labels)
    with torch.no_grad():
        heads = model.heads
        for parameter in (heads.tags.weight, heads.query.weight, heads.key.weight):
            parameter.mul_(6.0)
    return model.eval()


def main() -> None:
    """Write the folder anew."""
    tokenizer, labels = tiny_tokenizer(), tiny_labels()
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "tokenizer.json"
        tokenizer.save(str(path))
        write_bundle(tiny_model(tokenizer, labels), BundleForm(labels, path), FOLDER)
    (FOLDER / "card.md").write_text("Random weights, for tests alone.\n", encoding="utf-8")


if __name__ == "__main__":
    main()
