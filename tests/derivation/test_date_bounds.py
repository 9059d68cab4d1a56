from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("stated", "earliest", "latest"),
    [
        ('pact:date "2021-11"^^edtf:EDTF', "2021-11-01", "2021-11-30"),
        ('pact:date "2021-11-12"^^edtf:EDTF', "2021-11-12", "2021-11-12"),
        ('pact:asOf "/2019-06"^^edtf:EDTF', None, "2019-06-30"),
        ('pact:asOf "2019-06/.."^^edtf:EDTF', "2019-06-01", None),
        ('pact:horizon "2021/2025"^^edtf:EDTF', "2021-01-01", "2025-12-31"),
        ('pact:refPeriod "202X"^^edtf:EDTF', "2020-01-01", "2029-12-31"),
        ('pact:from "2016-02"^^edtf:EDTF', "2016-02-01", None),
        ('pact:until "2020"^^edtf:EDTF', None, "2020-12-31"),
        ('pact:from "2016"^^edtf:EDTF ; pact:until "2020"^^edtf:EDTF', "2016-01-01", "2020-12-31"),
        ('pact:from "2016/2017"^^edtf:EDTF ; pact:until "2019/.."^^edtf:EDTF', "2016-01-01", None),
        ('pact:date "2020", "2021-02"^^edtf:EDTF', "2021-02-01", "2021-02-28"),
        ('pact:date "2019"^^edtf:EDTF, "2021-02"^^edtf:EDTF', "2019-01-01", "2021-02-28"),
        ('pact:date "2019"^^edtf:EDTF ; pact:asOf "2021/.."^^edtf:EDTF', "2019-01-01", None),
    ],
)
def test_the_first_and_last_day_of_a_date(world, told, stated, earliest, latest):
    found = told(world(f"c:1 a pact:Milestone ; {stated} ."), "pact:earliest", "pact:latest")
    expected = {"pact:earliest": earliest, "pact:latest": latest}
    assert found == {f"claim:tiny/1 {name} {day}" for name, day in expected.items() if day}


def test_a_source_has_the_bounds_of_its_publication(world, told):
    found = told(world('source:tiny pact:published "2021/2022"^^edtf:EDTF .'), "pact:earliest", "pact:latest")
    assert found == {"source:tiny pact:earliest 2021-01-01", "source:tiny pact:latest 2022-12-31"}


def test_what_has_no_date_has_no_bounds(world, told):
    assert not told(world("c:1 a pact:Milestone ."), "pact:earliest", "pact:latest")
