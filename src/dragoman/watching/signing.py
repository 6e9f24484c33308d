"""The signature of a webhook, by the Standard Webhooks specification."""

from __future__ import annotations

import hmac
from base64 import b64encode
from hashlib import sha256


def signature(key: bytes, *, id: str, seconds: int, body: bytes) -> str:  # noqa: A002
    """The value of webhook-signature: version 1, HMAC-SHA256 over id, time and body."""
    signed = b".".join((id.encode(), str(seconds).encode(), body))
    return f"v1,{b64encode(hmac.digest(key, signed, sha256)).decode()}"
