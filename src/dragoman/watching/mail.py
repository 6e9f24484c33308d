"""Alerts by mail, through an SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from dragoman.watching.clock import Clock
from dragoman.watching.faults import FetchFault
from dragoman.watching.ledger_alerts import Letter
from dragoman.watching.letters import for_person, headline
from dragoman.watching.plan import Mailbox

#: Seconds that the server may take for one step.
_PATIENCE = 20.0
_LONGEST_SUBJECT = 120


def send(letters: Sequence[Letter], mailbox: Mailbox, clock: Clock) -> None:
    """Send letters as one mail; a FetchFault where the server does not take it for everybody."""
    mail = mail_of(letters, mailbox, clock)
    try:
        with smtplib.SMTP(mailbox.host, mailbox.port, timeout=_PATIENCE) as server:
            if mailbox.starttls:
                server.starttls(context=ssl.create_default_context())
            if mailbox.user:
                server.login(mailbox.user, mailbox.password)
            refused = server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise FetchFault(f"{mailbox.host}:{mailbox.port}: {_reason(error)}") from error
    if refused:  # the others have it, so it is not sent again
        message = f"{mailbox.host}:{mailbox.port}: {', '.join(refused)} refused"
        raise FetchFault(message, lasting=True)


def mail_of(letters: Sequence[Letter], mailbox: Mailbox, clock: Clock) -> EmailMessage:
    """One mail with all letters; the same letters make the same Message-ID."""
    first, more = headline(letters[0].body), len(letters) - 1
    message = EmailMessage(policy=SMTP)
    message["From"] = mailbox.sender
    message["To"] = ", ".join(mailbox.to)
    message["Subject"] = _one_line(first) + (f" (and {more} more)" if more else "")
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{letters[0].id}.{len(letters)}@dragoman>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(for_person(letter.body) for letter in letters) + "\n")
    return message


def _one_line(words: str) -> str:
    """Words that can stand in a header, and end where a reader's patience does."""
    plain = " ".join("".join(one if one.isprintable() else " " for one in words).split())
    return plain if len(plain) <= _LONGEST_SUBJECT else f"{plain[: _LONGEST_SUBJECT - 1]}…"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
