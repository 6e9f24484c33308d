"""The modules of scripts/, which are no package."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    """A module of scripts/ by its name."""
    spec = spec_from_file_location(f"{name}_script", CHECKOUT / "scripts" / f"{name}.py")
    sys.modules[spec.name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
