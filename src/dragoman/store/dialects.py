"""The few places where DuckDB and PostgreSQL say the same thing in different words."""

from __future__ import annotations

import unicodedata

from dragoman.store.database import Dialect

#: What may stand between words of a name instead of a space.
_BETWEEN = "-‐‑–.,;:'’‘\"“”()/&%_\\\n"
#: The combining marks that a letter is taken apart into.
_MARKS = r"E'[\u0300-\u036f]'"


def row_of(dialect: Dialect, alias: str) -> str:
    """The place of a row in its table, good within one statement."""
    return f"{alias}.rowid" if dialect is Dialect.DUCKDB else f"{alias}.ctid"


def folded(dialect: Dialect, text: str) -> str:
    """A text in small letters without accents."""
    if dialect is Dialect.DUCKDB:
        return f"lower(strip_accents({text}))"
    return f"regexp_replace(normalize(lower({text}), nfkd), {_MARKS}, '', 'g')"


def holds(dialect: Dialect, text: str, word: str) -> str:
    """Whether a folded word stands somewhere in a text; DuckDB is slow to take accents away, so
    it does so only where there is more than ASCII."""
    slow = f"{folded(dialect, text)} like '%' || {word} || '%'"
    if dialect is Dialect.DUCKDB:
        quick = f"contains(lower({text}), {word}) or strlen({text}) <> length({text})"
        return f"(({quick}) and {slow})"
    return slow


def words_in(text: str) -> str:
    """A folded text as words between spaces, with one at either end."""
    signs = _BETWEEN.replace("'", "''")
    return f"' ' || translate({text}, '{signs}', '{' ' * len(_BETWEEN)}') || ' '"


def distinct(dialect: Dialect, array: str) -> str:
    """A list with each of its values once."""
    if dialect is Dialect.DUCKDB:
        return f"list_distinct({array})"
    return f"array(select distinct unnest({array}))"


def among(dialect: Dialect, value: str, array: str) -> str:
    """Whether a value is in a list; DuckDB makes a join of the usual words."""
    if dialect is Dialect.DUCKDB:
        return f"list_contains({array}, {value})"
    return f"{value} = any({array})"


def fold(words: str) -> str:
    """Words as `folded` and `words_in` leave them, single-spaced and without ends."""
    apart = unicodedata.normalize("NFKD", words.lower())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.translate({ord(sign): " " for sign in _BETWEEN}).split())
