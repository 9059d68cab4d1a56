"""The pipe to a worker: messages arrive whole and one by one, however they are cut on their way."""

from __future__ import annotations

import struct
import threading
from multiprocessing import Pipe

import pytest

from pactgraph.web.sparql.pipe import Link


@pytest.fixture
def ends():
    ours, its = Pipe()
    link = Link(ours)
    yield link, its
    link.close()
    its.close()


def test_nothing_is_there_before_something_is_sent(ends):
    assert ends[0].received() == []


def test_several_messages_are_told_apart(ends):
    link, its = ends
    for message in (b"one", b"", b"three" * 100):
        its.send_bytes(message)
    assert link.received() == [b"one", b"", b"three" * 100]


def test_a_message_that_comes_in_parts_is_given_once_it_is_whole(ends):
    link, its = ends
    text = struct.pack("!i", 6) + b"abcdef" + struct.pack("!i", 2) + b"gh"
    seen = []
    with open(its.fileno(), "wb", buffering=0, closefd=False) as file:
        for place in range(len(text)):
            file.write(text[place : place + 1])
            seen.append(link.received())
    assert [one for one in seen if one] == [[b"abcdef"], [b"gh"]]


@pytest.mark.parametrize("size", [10, 20_000, 5_000_000])
def test_messages_of_any_size_go_both_ways(ends, size):
    link, its = ends
    message = bytes(range(256)) * (size // 256 + 1)
    echo = threading.Thread(target=lambda: its.send_bytes(its.recv_bytes()))
    echo.start()
    link.send(message)
    found: list[bytes] = []
    while not found:
        found = link.received()
    echo.join()
    assert found == [message]


def test_the_end_of_the_other_side_is_told(ends):
    link, its = ends
    its.close()
    with pytest.raises(EOFError):
        link.received()
