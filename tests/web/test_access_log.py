"""The log has one line for each request, whatever the request says."""

from __future__ import annotations

import asyncio

import pytest

from pactgraph.web.access_log import AccessLog


@pytest.mark.parametrize(
    "client", ['6.6.6.6 - - [01/Jan/2000] "GET /forged HTTP/1.1" 200 1\n', "::1", "10.0.0.7"]
)
def test_who_asked_is_an_address_or_a_dash(client: str, capsys: pytest.CaptureFixture[str]) -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "client": (client, 1),
        "raw_path": b"/a\nb",
        "query_string": b"",
    }

    async def log() -> None:
        held = AccessLog()
        held.add(scope, 200, 5)
        held.write()

    asyncio.run(log())
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert line.split()[0] == (client if " " not in client else "-")
    assert '"GET /a%0Ab HTTP/1.1" 200 5' in line
