"""The audit: what in the sources cannot all be right, found by rules and reported with reasons.

It reads a compiled data set and changes nothing: a disagreement names the claims in doubt, the claims against
them, what is stated and what follows, and how sure that is. A curator's judgement is shown with it.

>>> import pactgraph
>>> from pactgraph.audit import audit, choose
>>> found = choose(audit(pactgraph.load().store), kinds=["columns"])
>>> found[0].rule, found[0].certainty
('swapped', 'sure')
"""

from __future__ import annotations

from pactgraph.audit.disagreements import Disagreement, Group, grouped
from pactgraph.audit.judgements import Judgement, Judgements
from pactgraph.audit.rule import Rule
from pactgraph.audit.rules import RULES
from pactgraph.audit.run import audit, choose

__all__ = ["RULES", "Disagreement", "Group", "Judgement", "Judgements", "Rule", "audit", "choose", "grouped"]
