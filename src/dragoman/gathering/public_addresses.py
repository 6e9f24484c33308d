"""Which addresses of the internet are everybody's: no loopback, no private network, no cloud's own."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from dragoman.errors import StoryError

Address = IPv4Address | IPv6Address
#: The addresses of a host, as texts.
Resolve = Callable[[str], Sequence[str]]

#: Ways to write a v4 address in v6, through which a gateway may lead inside: 6to4, Teredo, NAT64.
_TUNNELS = tuple(map(ip_network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48")))


def resolve(host: str) -> list[str]:
    """The addresses that the system's resolver gives for a host."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def checked_address(host: str, resolver: Resolve) -> str:
    """The one address to connect to; a StoryError if any that the host has is not public.

    A host with one public and one private address is a trap, so it is refused as a whole.
    """
    found = resolver(host)
    if not found:
        raise StoryError("fetch", f"{host}: no address is known for it")
    for words in found:
        if not is_public(words):
            message = (
                f"{host}: it lies at {words}, which is no public address, so it is not fetched"
            )
            raise StoryError("fetch", message)
    return found[0]


def is_public(words: str) -> bool:
    """Whether an address is one of the open internet."""
    try:
        address = _plain(ip_address(words))
    except ValueError:
        return False
    if any(address in network for network in _TUNNELS if network.version == address.version):
        return False
    refused = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not refused


def _plain(address: Address) -> Address:
    """A v4 address that is written as v6 is what it is."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return address if mapped is None else mapped
