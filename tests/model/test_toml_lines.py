from __future__ import annotations

import pytest

from pactgraph.model.toml_lines import key_lines, line_of

TEXT = """\
# a comment
title = "x"
list = [
    "one = 1",
]

[cell]
unit = "unit:rank"

[rows]
"GDP ratio, %" = { unit = "unit:percent" }
'B2C (\\$ billion)' = { unit = "unit:usd" }

[columns."a \\"b\\" ]"]  # a comment
period = "2021"
[cells."2022"."Jilin"]
note = "n"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("title",), 2),
        (("cell",), 7),
        (("cell", "unit"), 8),
        (("rows", "GDP ratio, %"), 11),
        (("rows", "GDP ratio, %", "unit"), 11),
        (("rows", "B2C (\\$ billion)", "unit"), 12),
        (("columns", 'a "b" ]', "period"), 15),
        (("cells", "2022"), 16),
        (("cells", "2022", "Jilin", "note"), 17),
        (("nowhere",), 1),
        (("cell", "absent"), 7),
    ],
)
def test_a_key_is_found_where_it_stands(key, line):
    assert line_of(key_lines(TEXT), key) == line


def test_only_a_new_line_ends_a_line():
    assert key_lines('title = "one\u2028two\x85three"\r\nunit = "x"\n')["unit",] == 2
