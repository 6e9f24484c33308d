"""What is wrong with a stretch of an archive."""

from __future__ import annotations

import re
import zlib

#: What reading damaged data raises: the unpackers of Python and of fastwarc, and our own.
FAULTS = (OSError, EOFError, zlib.error, ValueError)

_BOMB_BYTES, _BOMB_RATIO = 64_000_000, 100
_ZLIB_PREFIX = re.compile(r"Error -?\d+ while decompressing data: ")


class Mismatch(ValueError):
    """Unpacked data that are not what was packed: the checksum does not fit."""


class Bomb(ValueError):
    """Packed data that unpack to far more than anything that a crawler keeps."""


def require_no_bomb(unpacked: int, *, packed: int) -> None:
    """Nothing; a Bomb where so many bytes came out of so few."""
    if unpacked > max(_BOMB_BYTES, _BOMB_RATIO * packed):
        raise Bomb(f"packed more than {_BOMB_RATIO} times over")


def reason(error: BaseException) -> str:
    """The fault in a few words."""
    words = _ZLIB_PREFIX.sub("", str(error).partition("\n")[0]).strip() or type(error).__name__
    return words[0].lower() + words[1:]
