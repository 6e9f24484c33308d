"""Whole numbers and texts that stand for ids where a format cannot hold ours."""

from __future__ import annotations

from hashlib import blake2b
from urllib.parse import quote

#: R's integers, which ICEWS's usual reader asks for.  Among a million ids some 230 pairs share one.
R_INTEGER_BITS = 31
#: Whole numbers that a double holds exactly.  Among a million ids two share one once in 18,000 files.
DOUBLE_BITS = 53


def number_of(identity: str, *, bits: int) -> int:
    """A positive whole number below 2**bits that is always the same for an id."""
    digest = blake2b(identity.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % ((1 << bits) - 1) + 1


def part_of_id(identity: str) -> str:
    """An id without `_` and spaces, which a parser of joined ids would trip over.

    Such characters are written as in addresses (%5F), so that the id can be read back.
    """
    return quote(identity, safe="", errors="replace").replace("_", "%5F")
