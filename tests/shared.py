"""Where the evaluation data stand that are not part of the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
ABSENT = "the shared folder is absent"


def shared_folder() -> Path | None:
    """The folder with the shared data, or None where this machine has none."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED") or CHECKOUT.parent / "shared")
    return folder if folder.is_dir() else None


def shared(path: str) -> Path:
    """A file or folder of the shared data; the asking test is skipped where it is absent."""
    folder = shared_folder()
    if folder is None:
        pytest.skip(ABSENT, allow_module_level=True)
    found = folder / path
    if not found.exists():
        pytest.skip(f"{path} is not in the shared folder", allow_module_level=True)
    return found
