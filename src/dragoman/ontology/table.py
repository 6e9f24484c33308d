"""One table of a TOML file, read value by value with its address in every complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import SetupError


@dataclass(frozen=True, slots=True)
class Table:
    """The values of one table.  `where` is the file and the tables above, `key` its own name."""

    where: str
    key: str
    values: Mapping[str, object]

    def text(self, key: str) -> str:
        """The words at `key`."""
        value = self._value(key)
        if not isinstance(value, str):
            raise SetupError(f"{self._at(key)} is not a text")
        return value

    def number(self, key: str) -> float:
        """The number at `key`."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise SetupError(f"{self._at(key)} is not a number")
        return float(value)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """The yes or no at `key`, or the default if it is left out."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise SetupError(f"{self._at(key)} is not true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at `key`."""
        value = self._value(key)
        if not isinstance(value, list):
            raise SetupError(f"{self._at(key)} is not a list")
        found = tuple(each for each in value if isinstance(each, str))
        if len(found) < len(value):
            raise SetupError(f"{self._at(key)} holds something that is not a text")
        return found

    def table(self, key: str) -> Table:
        """The table at `key`."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise SetupError(f"{self._at(key)} is not a table")
        return Table(f"{self.where} {self.key}".strip(), key, value)

    def tables(self) -> list[Table]:
        """All values, which must be tables."""
        return [self.table(key) for key in self.values]

    def rows(self, key: str) -> list[Table]:
        """The array of tables at `key`, numbered from 1 in complaints."""
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise SetupError(f"{self._at(key)} is not an array of tables")
        return [Table(f"{self.where} {key}", str(n), each) for n, each in enumerate(value, start=1)]

    def all_texts(self) -> dict[str, str]:
        """All values, which must be texts."""
        return {key: self.text(key) for key in self.values}

    def _value(self, key: str) -> object:
        if key not in self.values:
            raise SetupError(f"{self._at(key)} is missing")
        return self.values[key]

    def _at(self, key: str) -> str:
        place = ".".join(part for part in (self.key, key) if part)
        return f"{self.where}: {place}"
