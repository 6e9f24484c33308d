"""An alert posted to a webhook, signed."""

from __future__ import annotations

from dragoman.watching.clock import Clock
from dragoman.watching.faults import FetchFault
from dragoman.watching.fetching import Fetcher, Question
from dragoman.watching.ledger_alerts import Letter
from dragoman.watching.plan import Webhook
from dragoman.watching.signing import signature

#: A receiver has nothing to say beyond its status.
_MOST_BYTES = 100_000


async def post(letter: Letter, webhook: Webhook, fetcher: Fetcher, clock: Clock) -> None:
    """Post a letter; a FetchFault where it is not taken.  A redirect is no acceptance."""
    body = letter.body.encode()
    seconds = int(clock.wall())
    headers = (
        ("Content-Type", "application/json"),
        ("webhook-id", letter.id),
        ("webhook-timestamp", str(seconds)),
        ("webhook-signature", signature(webhook.key, id=letter.id, seconds=seconds, body=body)),
    )
    question = Question(webhook.url, _MOST_BYTES, headers, body, allow_private=True)
    answer = await fetcher.ask(question)
    if answer.moved or answer.is_unchanged:
        raise FetchFault(f"{answer.url}: HTTP {answer.status}", status=answer.status)
