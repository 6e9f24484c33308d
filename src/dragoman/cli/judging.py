"""What the commands do by which people judge, correct and take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.adding import now
from dragoman.keeping.named import events_of, record_named
from dragoman.store.requests import Correct, Judge, Withdraw
from dragoman.types import Answer

if TYPE_CHECKING:
    from dragoman.keeping.store import Store


def keep_judgement(
    store: Store, pair: tuple[str, str], answer: Answer, *, by: str, why: str
) -> None:
    """Keep it, print its id, and say how the events stand."""
    left, right = (record_named(store, id_) for id_ in pair)
    click.echo(store.judge(Judge(left, right, answer, by, now(), why)))
    first, second = events_of(store, left, right)
    both = f"event {first}" if first == second else f"events {first} and {second}"
    click.echo(f"{left} and {right} are of {both}", err=True)
    if answer is Answer.SAME and first != second:
        click.echo("a judgement that parts their events stands against it", err=True)


def keep_correction(
    store: Store, record: str, change: tuple[str, str], *, by: str, why: str
) -> None:
    """Keep it, print its id, and say which event shows it."""
    field, value = change
    told = record_named(store, record)
    click.echo(store.correct(Correct(told, field, value, by, now(), why)))
    click.echo(f"record {told} of event {events_of(store, told)[0]}: {field} is {value}", err=True)


def take_back(store: Store, said: str, *, by: str) -> None:
    """Withdraw a judgement or a correction."""
    store.withdraw(Withdraw(said, by, now()))
    click.echo(f"{said} is withdrawn", err=True)
