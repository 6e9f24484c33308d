import socket
import struct
from threading import Thread

import pytest

from dragoman.errors import StoreError
from dragoman.store.frames import MOST_BYTES, LostError, Message, receive, send


def sent(message):
    """What arrives of a message."""
    left, right = socket.socketpair()
    with left, right:
        Thread(target=send, args=(left, message), daemon=True).start()
        return receive(right)


def after(start):
    """What is made of these bytes, after which the line ends."""
    left, right = socket.socketpair()
    with right:
        with left:
            left.sendall(start)
        return receive(right)


@pytest.mark.parametrize("size", [0, 1, MOST_BYTES, MOST_BYTES + 1])
def test_a_body_of_any_length_arrives(size):
    message = sent(Message({"name": "Ödön"}, b"x" * size))
    assert message.body == b"x" * size
    assert message.header["name"] == "Ödön"


@pytest.mark.parametrize("start", [b"", b"\0\0", struct.pack(">I", 10) + b"{}"])
def test_a_line_that_ends_early_is_lost(start):
    with pytest.raises(LostError):
        after(start)


@pytest.mark.parametrize(
    "start",
    [
        b"GET / HTTP/1.1\r\n",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 2) + b"{}",
        struct.pack(">I", 18) + b'{"frames": 999999}',
        struct.pack(">I", MOST_BYTES + 1),
    ],
)
def test_nonsense_is_refused_before_it_is_read(start):
    with pytest.raises(StoreError):
        after(start)


def test_a_message_for_nobody_is_lost():
    left, right = socket.socketpair()
    right.close()
    with left, pytest.raises(LostError):
        send(left, Message({}, b"x" * MOST_BYTES))
