"""A model folder as a type: `model.onnx`, `tokenizer.json`, `labels.json`, `card.md`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from dragoman.errors import SetupError
from dragoman.tagging.labels import Labels, load_labels

MODEL, TOKENIZER, LABELS, CARD = "model.onnx", "tokenizer.json", "labels.json", "card.md"


@dataclass(frozen=True)
class Bundle:
    """Where a model's graph is, and its tokenizer and labels, loaded."""

    graph: Path
    tokenizer: Tokenizer
    labels: Labels


def open_bundle(folder: Path) -> Bundle:
    """The bundle in a folder; every missing or broken file is named."""
    missing = [name for name in (MODEL, TOKENIZER, LABELS) if not (folder / name).is_file()]
    if missing:
        raise SetupError(
            f'no {", ".join(missing)} in {folder}: run "dragoman train --out {folder}"'
        )
    return Bundle(
        graph=folder / MODEL,
        tokenizer=load_tokenizer(folder / TOKENIZER),
        labels=load_labels(folder / LABELS),
    )


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a file, without the cutting and filling that the file may ask for."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises plain Exception
        raise SetupError(f"{path} is not a tokenizer file: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def english_words(folder: Path) -> frozenset[str]:
    """The whole words of small letters that a model folder's tokenizer knows."""
    vocabulary = load_tokenizer(folder / TOKENIZER).get_vocab()
    return frozenset(word for word in vocabulary if word.isalpha() and word.islower())
