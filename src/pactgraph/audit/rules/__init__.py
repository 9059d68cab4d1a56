"""The rules of the audit. To add one: a module here with a ``RULE``, and a line in ``RULES``."""

from __future__ import annotations

from pactgraph.audit.rule import Rule
from pactgraph.audit.rules import (
    average_growth,
    dates,
    difference,
    growth,
    jumps,
    multiple,
    ranks,
    scale,
    share,
    stages,
    sums,
    swapped,
    trends,
    units,
    values,
)

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        values.RULE,
        growth.RULE,
        average_growth.RULE,
        multiple.RULE,
        share.RULE,
        difference.RULE,
        sums.RULE,
        ranks.RULE,
        units.RULE,
        scale.RULE,
        jumps.RULE,
        swapped.RULE,
        trends.RULE,
        dates.RULE,
        stages.RULE,
    )
}
