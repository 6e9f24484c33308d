"""Names as ids that stand in an address as they are, and back."""

from __future__ import annotations

import re

_PLAIN = re.compile(rb"[A-Za-z0-9.-]")
_ESCAPE = re.compile(rb"~([0-9A-F]{2})")


def actor_id(name: str) -> str:
    """The name with `_` for spaces and `~` with two digits for all that is no plain letter."""
    return "".join(_escaped(byte) for byte in name.encode("utf-8", "replace"))


def actor_name(id_: str) -> str:
    """The name of an id; of what is no id, words that are no name."""
    words = id_.replace("_", " ").encode("utf-8", "replace")
    return _ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), words).decode(
        "utf-8", "replace"
    )


def _escaped(byte: int) -> str:
    one = bytes([byte])
    if one == b" ":
        return "_"
    return one.decode() if _PLAIN.fullmatch(one) else f"~{byte:02X}"
