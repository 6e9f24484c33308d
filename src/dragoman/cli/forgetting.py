"""Forgetting as a conversation: what will go, a question, what went."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from dragoman.cli.adding import now
from dragoman.keeping.forget import Forgotten
from dragoman.store.requests import Forget, Grave

if TYPE_CHECKING:
    from dragoman.keeping.store import Store


def forget_asked(store: Store, named: tuple[str, str], said: tuple[str, str], *, yes: bool) -> None:
    """Count what will go, ask unless `yes`, and let it go."""
    kind, name = named
    by, why = said
    request = Forget(Grave(kind), name, by, now(), why)
    if not yes:
        click.echo(
            f"this will go: {_counted(store.forget(replace(request, trial=True)))}", err=True
        )
        click.confirm("For good?", abort=True, err=True)
    click.echo(f"gone: {_counted(store.forget(request))}", err=True)


def _counted(forgotten: Forgotten) -> str:
    counts = {name.replace("_", " "): count for name, count in asdict(forgotten).items()}
    events = counts.pop("events")
    words = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{words}; {events} events are made anew or go"
