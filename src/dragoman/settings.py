"""What a person can set: read once, from dragoman.toml and DRAGOMAN_*, and passed down."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from dragoman.errors import SetupError

FILE = "dragoman.toml"
PREFIX = "DRAGOMAN_"
_DAY = 86_400.0
#: Megabytes.  A store of a million records holds 760 when all is asked of it, and one that holds
#: less than it is asked for is slower.
STORE_MEMORY = 1_000
#: Less, and a batch of stories has no room.
_LEAST_MEMORY = 200
_MODEL = Path(__file__).parent / "resources" / "model"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    `model` is a model folder and `places` a file of places ("" for those in the package),
    `min_score` the score under which a record is left out, `max_page_bytes` the size above
    which a page is set aside, `story_seconds` how long reading and coding one story may take before
    it is set aside (0: for ever).  `store` is the file or address of the store that commands use
    where --store names none, `store_memory` the megabytes that DuckDB may hold of a file that
    is added to, watched into or served.
    """

    model: str = ""
    places: str = ""
    min_score: float = 0.0
    max_page_bytes: int = 10_000_000
    story_seconds: float = 60.0
    workers: int = 1
    store: str = ""
    store_memory: int = STORE_MEMORY

    @property
    def model_folder(self) -> Path:
        """The model folder that these settings name."""
        return Path(self.model) if self.model else _MODEL

    @property
    def places_file(self) -> Path | None:
        """The file of places that these settings name, None for the one in the package."""
        return Path(self.places) if self.places else None


def read_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Settings from `dragoman.toml` in a folder, each outranked by its environment variable."""
    chosen: dict[str, object] = _read_file(folder / FILE)
    for field in fields(Settings):
        given = environment.get(PREFIX + field.name.upper())
        if given is not None:
            chosen[field.name] = given
    return Settings(**{name: _typed(name, value) for name, value in chosen.items()})  # type: ignore[arg-type]


def _read_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{path} is no TOML: {error}") from error
    known = {field.name for field in fields(Settings)}
    for name in rows:
        if name not in known:
            raise SetupError(f"{path}: no setting {name!r}; there are {', '.join(sorted(known))}")
    return rows


def _share(value: str) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError("not between 0 and 1")
    return share


def _seconds(value: str) -> float:
    seconds = float(value)
    if not 0 <= seconds <= _DAY:
        raise ValueError("not between 0 and a day")
    return seconds


def _memory(value: str) -> int:
    megabytes = int(value)
    if megabytes < _LEAST_MEMORY:
        raise ValueError(f"less than {_LEAST_MEMORY} MB")
    return megabytes


def _count(value: str) -> int:
    count = int(value)
    if count < 1:
        raise ValueError("less than 1")
    return count


_KINDS: dict[str, Callable[[str], str | float | int]] = {
    "model": str,
    "places": str,
    "min_score": _share,
    "max_page_bytes": _count,
    "story_seconds": _seconds,
    "workers": _count,
    "store": str,
    "store_memory": _memory,
}


def _typed(name: str, value: object) -> object:
    try:
        return _KINDS[name](str(value))
    except ValueError as error:
        raise SetupError(f"setting {name} cannot be {value!r}: {error}") from error
