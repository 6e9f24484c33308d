"""A table of a TOML file, asked value by value; each refusal says where it stands and what may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.errors import SetupError


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and how a person finds it: "feeds.toml, [[source]] 3"."""

    where: str
    values: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def wrong(self, name: str, expected: str) -> SetupError:
        """The error for a value that cannot be."""
        return SetupError(f"{self.where}: {name} must be {expected}, not {self.values.get(name)!r}")

    def has(self, name: str) -> bool:
        """Whether it is given."""
        self.asked.add(name)
        return name in self.values

    def text(self, name: str, default: str | None = None) -> str:
        """A text; a SetupError if it is missing and has no default."""
        if not self.has(name):
            if default is None:
                raise SetupError(f"{self.where}: {name} is missing")
            return default
        value = self.values[name]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "a text")
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """One text or several; a SetupError if there is none."""
        value = self.values.get(name)
        several = [value] if isinstance(value, str) else value
        if not self.has(name):
            raise SetupError(f"{self.where}: {name} is missing")
        if not (isinstance(several, list) and several and all(map(_is_text, several))):
            raise self.wrong(name, "a text or a list of texts")
        return tuple(str(one).strip() for one in several)

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self.values[name] if self.has(name) else default
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false")
        return value

    def number(self, name: str, default: float, *, least: float, most: float) -> float:
        """A number within these."""
        value = self.values[name] if self.has(name) else default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, "a number")
        if not least <= value <= most:
            raise self.wrong(name, f"from {least:g} to {most:g}")
        return float(value)

    def count(self, name: str, default: int, *, least: int = 1, most: int = 10**9) -> int:
        """A whole number within these."""
        value = self.values[name] if self.has(name) else default
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(name, "a whole number")
        if not least <= value <= most:
            raise self.wrong(name, f"from {least} to {most}")
        return value

    def table(self, name: str) -> Table:
        """A table inside; an empty one if it is missing."""
        value = self.values[name] if self.has(name) else {}
        if not isinstance(value, Mapping):
            raise self.wrong(name, f"a table, [{name}]")
        return Table(f"{self.where}, [{name}]", value)

    def tables(self, name: str) -> list[Table]:
        """The tables of a list, in order."""
        value = self.values[name] if self.has(name) else []
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            raise self.wrong(name, f"a list of tables, [[{name}]]")
        return [Table(f"{self.where}, [[{name}]] {at}", one) for at, one in enumerate(value, 1)]

    def done(self) -> None:
        """A SetupError for what was given and nobody asked for."""
        unknown = sorted(self.values.keys() - self.asked)
        if unknown:
            known = ", ".join(sorted(self.asked))
            raise SetupError(f"{self.where}: no {unknown[0]!r} here; there are {known}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
