"""Which stories are those of the demo: invented, and to be shown as such."""

from __future__ import annotations

from dragoman.store.asked import Asked

#: The demo's ids begin alike, and its addresses end in .example, which nobody can own (RFC 2606).
_IS_DEMOS = "id like 'demo-%' and url like 'https://%.example/%'"
_HOLDS_INVENTED = f"select exists (select 1 from stories where {_IS_DEMOS}) as found"
_HOLDS_OTHERS = f"select exists (select 1 from stories where not ({_IS_DEMOS})) as found"
#: Stories that were coded at any time, also those that were forgotten since.
_CODED = "select coalesce(sum(stories), 0) as coded from runs"


def holds_invented(store: Asked) -> bool:
    """Whether it has stories of the demo, whoever put them there."""
    return _found(store, _HOLDS_INVENTED)


def holds_others(store: Asked) -> bool:
    """Whether it has stories that are not the demo's."""
    return _found(store, _HOLDS_OTHERS)


def ever_coded(store: Asked) -> int:
    """How many stories were coded into it, those forgotten since among them."""
    return int(store.read(_CODED)["coded"][0].as_py())


def _found(store: Asked, select: str) -> bool:
    return bool(store.read(select)["found"][0].as_py())
