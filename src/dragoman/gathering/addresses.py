"""An address as it travels."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

# What may stand in an address as it is; the rest is written with percent signs.
_LEGAL = "%/:=&?~#+!$,;'@()*[]"


def ascii_address(address: str) -> str:
    """The address as it travels: the host in IDNA, other letters in percent signs."""
    parts = urlsplit(address.strip())
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return quote(parts._replace(netloc=host).geturl(), safe=_LEGAL)
