"""Results keep their numbers in full on their way into files, and JSON and Parquet say how they were made."""

from __future__ import annotations

import io
import json

import polars
import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.exports.tables import METADATA, TABLE_EXPORTS, export_table
from pactgraph.network.results import Result

RESULT = Result(
    name="closeness",
    title="Closeness",
    columns=("rank", "label", "value", "share", "word"),
    rows=((1, "Cuba, «Куба» 古巴", 1 / 3, 1, "x"), (2, 'a "quoted"\nline', None, 0.5, 3)),
    notes=("Of the largest part.",),
    method="C(v) = (n−1)/Σ d(v,u)",
    source="Freeman 1979",
    about={"projection": "country-country", "filters": ["since 2015"], "seed": 1, "version": "0.1.0"},
)


def read_parquet(result: Result):
    return polars.read_parquet(io.BytesIO(export_table(result, "parquet")))


@pytest.mark.parametrize("form", TABLE_EXPORTS)
def test_the_same_result_gives_the_same_bytes(form):
    assert export_table(RESULT, form) == export_table(RESULT, form)


def test_csv_holds_numbers_in_full_and_nothing_where_there_is_no_value():
    assert export_table(RESULT, "csv").decode() == (
        "rank,label,value,share,word\n"
        '1,"Cuba, «Куба» 古巴",0.3333333333333333,1,x\n'
        '2,"a ""quoted""\nline",,0.5,3\n'
    )


def test_json_holds_rows_and_method():
    held = json.loads(export_table(RESULT, "json"))
    assert held["rows"][0] == {
        "rank": 1,
        "label": "Cuba, «Куба» 古巴",
        "value": 1 / 3,
        "share": 1,
        "word": "x",
    }
    assert held["rows"][1]["value"] is None
    assert (held["method"], held["source"], held["about"]["seed"]) == (RESULT.method, "Freeman 1979", 1)


def test_parquet_has_typed_columns_and_the_same_values():
    table = read_parquet(RESULT)
    assert [str(kind) for kind in table.dtypes] == ["Int64", "String", "Float64", "Float64", "String"]
    assert table["value"].to_list() == [1 / 3, None]
    assert table["word"].to_list() == ["x", "3"]


def test_parquet_says_how_the_result_was_made():
    file = io.BytesIO(export_table(RESULT, "parquet"))
    said = json.loads(polars.read_parquet_metadata(file)[METADATA])
    assert (said["method"], said["notes"], said["about"]["filters"]) == (
        RESULT.method,
        ["Of the largest part."],
        ["since 2015"],
    )


def test_a_result_without_rows_is_written_too():
    empty = Result("none", "None", ("label", "value"), ())
    assert export_table(empty, "csv") == b"label,value\n"
    assert read_parquet(empty).height == 0


def test_a_format_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        export_table(RESULT, "parkett")
    assert caught.value.mend == "did you mean parquet?"


def test_parquet_without_its_library_says_how_to_get_it(without_libraries):
    code = (
        "from pactgraph.exports.tables import export_table\nfrom pactgraph.network.results import Result\n"
        "export_table(Result('x', 'X', ('n',), ((1,),)), 'parquet')"
    )
    assert "pip install 'pactgraph[parquet]'" in without_libraries("polars", code)
