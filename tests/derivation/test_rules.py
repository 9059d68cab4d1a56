"""Each rule by a small world: what must follow, and what must not."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pactgraph.derivation.rules import apply_rules, read_rule, read_rules, split_template
from pactgraph.derivation.run import derive
from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import GRAPH_DERIVED, PACT
from pactgraph.store.local import LocalStore

FACTS = ("asserted", "reported")
NO_FACTS = ("planned", "recommended", "forecast")


def participation(number: int, party: str, role: str, modality: str = "asserted", more: str = "") -> str:
    return (
        f"c:{number} a pact:Participation ; pact:initiative agreement:x ; pact:party {party} ; "
        f"pact:role role:{role} ; pact:modality modality:{modality} {more} . "
    )


def milestone(number: int, kind: str, modality: str = "asserted", more: str = "") -> str:
    return (
        f"c:{number} a pact:Milestone ; pact:initiative agreement:x ; "
        f"pact:milestoneType milestone-type:{kind} ; pact:modality modality:{modality} {more} . "
    )


def tie(number: int, subject: str, relation: str, value: str, modality: str = "asserted") -> str:
    return (
        f"c:{number} a pact:Tie ; pact:subject {subject} ; pact:relation relation:{relation} ; "
        f"pact:object {value} ; pact:modality modality:{modality} . "
    )


def dated(year: str) -> str:
    return f'; pact:date "{year}"^^edtf:EDTF '


COUNTED = (
    "c:99 a pact:Count ; pact:initiative agreement:x ; pact:role role:signatory ; pact:value {} ; "
    "pact:modality modality:asserted . "
)


def observation(number: int, printed: str, unit: str, more: str = "") -> str:
    return (
        f'c:{number} a pact:Observation ; pact:value {printed} ; pact:asPrinted "{printed}" ; '
        f"pact:unit unit:{unit} {more} . "
    )


def finding(kind: str, certainty: str = "sure", more: str = "") -> str:
    return (
        f"disagreement:d a pact:Disagreement ; pact:disagreementKind disagreement-kind:{kind} ; "
        f'pact:certainty "{certainty}" ; pact:disputes c:1 ; pact:disputedBy c:2 ; '
        f'pact:explanation "Why." ; pact:statedValue "7 here" ; pact:otherValue "8 there" {more} . '
    )


PREFERRED = "judgement:j a pact:Judgement ; pact:judges c:1 , c:2 ; pact:prefers c:2 . "


def test_a_country_is_linked_to_the_country_authority_by_its_code(world, told):
    found = told(
        world('country:CHN a pact:Country ; pact:isoCode "CHN" . country:x a pact:Country .'), "schema:sameAs"
    )
    assert found == {"country:CHN schema:sameAs http://publications.europa.eu/resource/authority/country/CHN"}


class TestAcceptedValues:
    @pytest.mark.parametrize(
        ("stated", "value", "unit"),
        [
            (observation(1, "7.5", "percent"), "7.5", "percent"),
            (observation(1, "7.5", "percent", "; pact:valueUnderstood 75"), "75", "percent"),
            (
                observation(1, "34009", "billion-usd", "; pact:unitUnderstood unit:hundred-million-usd"),
                "3400.9",
                "billion-usd",
            ),
            # In the printed unit it would be 0.11; and a share has no such unit.
            (
                observation(1, "11", "per-person", "; pact:unitUnderstood unit:per-100-people"),
                "11",
                "per-100-people",
            ),
            (
                observation(1, "16.5", "hundred-million-persons", "; pact:unitUnderstood unit:percent"),
                "16.5",
                "percent",
            ),
            (observation(1, "7", "percent") + finding("arithmetic"), "7", "percent"),
            (observation(1, "7", "percent") + finding("unit", "likely"), "7", "percent"),
            (observation(1, "7", "percent", "; pact:valueUnderstood 8") + PREFERRED, "8", "percent"),
            (observation(1, "7", "percent", "; pact:valueUnderstood 8") + finding("columns"), "8", "percent"),
        ],
    )
    def test_it_is_as_understood(self, world, told, stated, value, unit):
        found = told(world(stated), "pact:acceptedValue", "pact:acceptedUnit")
        assert found == {
            f"claim:tiny/1 pact:acceptedValue {value}",
            f"claim:tiny/1 pact:acceptedUnit unit:{unit}",
        }

    @pytest.mark.parametrize(
        "stated",
        [
            observation(1, "1", "direction"),
            observation(1, "7", "percent") + PREFERRED,
            observation(1, "7", "percent") + finding("unit"),
            observation(1, "7", "percent") + finding("columns"),
            observation(1, "7", "percent") + finding("arithmetic", more='; pact:statedFormula "7 / 1"'),
        ],
    )
    def test_there_is_none_of_what_is_no_number_or_known_to_be_wrong(self, world, told, stated):
        assert told(world(stated), "pact:acceptedValue") == set()


class TestCaveats:
    @pytest.mark.parametrize(
        ("stated", "caveats"),
        [
            (observation(1, "7", "percent"), set()),
            (observation(1, "7", "percent") + finding("arithmetic", "possible"), set()),
            (
                observation(1, "7", "percent", "; pact:valueUnderstood 70"),
                {"1 understood as 70 per cent; printed: 7"},
            ),
            (
                observation(1, "11", "per-person", "; pact:unitUnderstood unit:per-100-people"),
                {"1 understood as 11 per 100 people; printed: 11 per person"},
            ),
            (
                observation(1, "7", "percent") + finding("arithmetic"),
                {"1 doubted (sure): 7 here is stated, 8 there follows"},
            ),
            (observation(1, "7", "percent") + finding("prose"), {"1 doubted (sure): Why"}),
            (
                observation(1, "7", "percent") + finding("value", "likely"),
                {
                    "1 doubted (likely): 7 here here, 8 there elsewhere",
                    "2 doubted (likely): 8 there here, 7 here elsewhere",
                },
            ),
            # What settles a doubt stands for it.
            (
                observation(1, "7", "percent", "; pact:valueUnderstood 70") + finding("unit"),
                {"1 understood as 70 per cent; printed: 7"},
            ),
            (
                observation(1, "7", "percent") + 'c:2 pact:text "eight" . ' + PREFERRED + finding("value"),
                {"1 a curator prefers: eight"},
            ),
        ],
    )
    def test_it_says_what_is_known(self, world, told, stated, caveats):
        expected = {f"claim:tiny/{text[0]} pact:caveat {text[2:]}" for text in caveats}
        assert told(world(stated), "pact:caveat") == expected


class TestTypes:
    def test_a_thing_is_of_the_classes_above_its_own(self, world, told):
        found = told(world("country:CHN a pact:Country . agreement:x a pact:Agreement ."), "rdf:type")
        assert found >= {"country:CHN rdf:type pact:Party", "agreement:x rdf:type pact:Initiative"}
        assert "country:CHN rdf:type pact:Initiative" not in found

    def test_a_claim_is_a_claim(self, world, told):
        assert "claim:tiny/1 rdf:type pact:Claim" in told(world(tie(1, "company:a", "uses", "platform:b")))

    def test_classes_of_other_ontologies_are_left_to_reasoners(self, world, told):
        assert all(" pact:" in line for line in told(world("country:CHN a pact:Country ."), "rdf:type"))

    def test_what_is_stated_is_not_derived_again(self, world, told):
        assert "country:CHN rdf:type pact:Party" not in told(
            world("country:CHN a pact:Country, pact:Party .")
        )


class TestRoles:
    @pytest.mark.parametrize("modality", FACTS)
    def test_a_participation_stated_as_fact_becomes_the_property_of_its_role_and_those_above(
        self, world, told, modality
    ):
        found = told(world(participation(1, "country:CHN", "signatory", modality)))
        assert found >= {
            "agreement:x pact:signatory country:CHN",
            "agreement:x pact:participant country:CHN",
            "agreement:x pact:involves country:CHN",
        }

    @pytest.mark.parametrize("modality", NO_FACTS)
    def test_a_participation_that_is_no_fact_gives_nothing(self, world, told, modality):
        found = told(world(participation(1, "country:CHN", "signatory", modality)))
        assert not [line for line in found if line.startswith("agreement:x")]

    def test_an_applicant_is_no_member_and_takes_no_part(self, world, told):
        found = told(world(participation(1, "country:CHN", "applicant")))
        assert "agreement:x pact:applicant country:CHN" in found
        assert not found & {
            "agreement:x pact:member country:CHN",
            "agreement:x pact:participant country:CHN",
        }

    @pytest.mark.parametrize("role", ["opponent", "critic", "supporter"])
    def test_a_position_taken_is_no_participation(self, world, told, role):
        found = told(world(participation(1, "country:CHN", role)))
        assert f"agreement:x pact:{role} country:CHN" in found
        assert "agreement:x pact:participant country:CHN" not in found

    def test_a_party_that_someone_acts_for_is_involved_and_does_not_take_part(self, world, told):
        found = told(world(participation(1, "person:p", "speaker", more="; pact:onBehalfOf country:CHN")))
        assert "agreement:x pact:involves country:CHN" in found
        assert not [line for line in found if line.endswith("pact:participant country:CHN")]
        assert "agreement:x pact:speaker country:CHN" not in found

    def test_a_plan_to_act_for_a_party_does_not_involve_it(self, world, told):
        text = participation(1, "person:p", "speaker", "planned", "; pact:onBehalfOf country:CHN")
        assert "agreement:x pact:involves country:CHN" not in told(world(text))


class TestTies:
    @pytest.mark.parametrize("modality", FACTS)
    def test_a_tie_stated_as_fact_becomes_the_property_of_its_relation(self, world, told, modality):
        assert "company:a pact:uses platform:b" in told(
            world(tie(1, "company:a", "uses", "platform:b", modality))
        )

    @pytest.mark.parametrize("modality", NO_FACTS)
    def test_a_tie_that_is_no_fact_gives_nothing(self, world, told, modality):
        found = told(world(tie(1, "company:a", "uses", "platform:b", modality)))
        assert not [line for line in found if line.startswith("company:a")]


class TestDates:
    def test_a_milestone_of_the_whole_becomes_its_date(self, world, told):
        text = milestone(1, "signed", more='; pact:date "2018-05"^^edtf:EDTF')
        assert "agreement:x pact:signedOn 2018-05" in told(world(text))

    @pytest.mark.parametrize("modality", NO_FACTS)
    def test_a_milestone_that_is_no_fact_gives_no_date(self, world, told, modality):
        text = milestone(1, "signed", modality, '; pact:date "2018-05"^^edtf:EDTF')
        assert not told(world(text), "pact:signedOn")

    def test_a_milestone_of_one_party_gives_no_date_of_the_whole(self, world, told):
        text = milestone(1, "signed", more='; pact:date "2018"^^edtf:EDTF ; pact:byParty country:CHN')
        assert not told(world(text), "pact:signedOn")

    def test_two_sources_that_disagree_give_two_dates(self, world, told):
        text = milestone(1, "signed", more='; pact:date "2018"^^edtf:EDTF')
        text += milestone(2, "signed", more='; pact:date "2019"^^edtf:EDTF')
        assert len(told(world(text), "pact:signedOn")) == 2


class TestCountry:
    def test_a_country_is_its_own(self, world, told):
        assert told(world("country:CHN a pact:Country ."), "pact:country") == {
            "country:CHN pact:country country:CHN"
        }

    def test_a_city_is_of_the_country_that_it_lies_in(self, world, told):
        text = "subnational:minsk a pact:SubnationalUnit ; pact:withinCountry country:BLR ."
        assert told(world(text), "pact:country") == {"subnational:minsk pact:country country:BLR"}

    def test_the_roll_up_goes_through_several_levels(self, world, told):
        text = (
            "country:CHN a pact:Country . company:a a pact:Company . "
            "company:b a pact:Company . body:c a pact:PublicBody . "
            + tie(1, "body:c", "part-of", "company:b")
            + tie(2, "company:b", "subsidiary-of", "company:a")
            + tie(3, "company:a", "based-in", "country:CHN")
        )
        found = told(world(text), "pact:country")
        assert found == {
            f"{party} pact:country country:CHN"
            for party in ("country:CHN", "company:a", "company:b", "body:c")
        }

    @pytest.mark.parametrize("way", ["subsidiary-of", "part-of"])
    @pytest.mark.parametrize("seat", ["country:SGP", "subnational:jurong"])
    def test_a_seat_of_its_own_wins_over_the_country_of_the_owner(self, world, told, way, seat):
        text = (
            "country:CHN a pact:Country . country:SGP a pact:Country . "
            "subnational:jurong a pact:SubnationalUnit ; pact:withinCountry country:SGP . "
            "company:a a pact:Company . company:b a pact:Company . company:c a pact:Company . "
            + tie(1, "company:a", "based-in", "country:CHN")
            + tie(2, "company:b", way, "company:a")
            + tie(3, "company:b", "based-in", seat)
            + tie(4, "company:c", "part-of", "company:b")
        )
        found = told(world(text), "pact:country")
        assert {line for line in found if line.startswith("company:")} == {
            "company:a pact:country country:CHN",
            "company:b pact:country country:SGP",
            "company:c pact:country country:SGP",
        }

    def test_a_seat_that_is_planned_leaves_the_country_of_the_owner(self, world, told):
        text = (
            "country:CHN a pact:Country . country:SGP a pact:Country . "
            "company:a a pact:Company . company:b a pact:Company . "
            + tie(1, "company:a", "based-in", "country:CHN")
            + tie(2, "company:b", "subsidiary-of", "company:a")
            + tie(3, "company:b", "based-in", "country:SGP", "planned")
        )
        found = told(world(text), "pact:country")
        assert "company:b pact:country country:CHN" in found
        assert "company:b pact:country country:SGP" not in found

    def test_a_plan_to_move_rolls_nothing_up(self, world, told):
        text = "country:CHN a pact:Country . company:a a pact:Company ." + tie(
            1, "company:a", "based-in", "country:CHN", "planned"
        )
        assert "company:a pact:country country:CHN" not in told(world(text))

    def test_a_member_of_a_group_is_not_of_its_country(self, world, told):
        text = "country:CHN a pact:Country . person:p a pact:Person ." + tie(
            1, "person:p", "member-of", "country:CHN"
        )
        assert "person:p pact:country country:CHN" not in told(world(text))

    def test_an_initiative_has_no_country(self, world, told):
        text = "country:CHN a pact:Country . forum:f a pact:Forum ." + tie(
            1, "forum:f", "part-of", "country:CHN"
        )
        assert "forum:f pact:country country:CHN" not in told(world(text))


class TestBaseUnits:
    def test_a_quantity_is_brought_to_its_base_unit(self, world, told):
        found = told(world("c:1 pact:value 2.5 ; pact:unit unit:billion-usd ."))
        assert "claim:tiny/1 pact:normalizedUnit unit:usd" in found
        assert "claim:tiny/1 pact:normalizedValue 2500000000" in {line.removesuffix(".0") for line in found}

    def test_a_quantity_is_taken_as_a_curator_understands_it(self, world, told):
        text = "c:1 pact:value 7 ; pact:unit unit:million-yuan ; pact:unitUnderstood unit:billion-usd ."
        text += "c:2 pact:value 7 ; pact:unit unit:percent ; pact:valueUnderstood 8 ."
        found = told(world(text), "pact:normalizedValue", "pact:normalizedUnit")
        assert found == {
            "claim:tiny/1 pact:normalizedValue 7000000000",
            "claim:tiny/1 pact:normalizedUnit unit:usd",
            "claim:tiny/2 pact:normalizedValue 8",
            "claim:tiny/2 pact:normalizedUnit unit:percent",
        }

    def test_a_number_without_a_unit_stays_as_it_is(self, world, told):
        assert not told(world("c:1 pact:value 7 ."), "pact:normalizedValue")


class TestStatus:
    @pytest.mark.parametrize(
        ("text", "status"),
        [
            (milestone(1, "signed"), "signed"),
            (milestone(1, "announced") + milestone(2, "signed") + milestone(3, "proposed"), "signed"),
            (milestone(1, "signed") + milestone(2, "suspended"), "suspended"),
            (milestone(1, "launched", "planned"), "planned"),
            (milestone(1, "launched", "forecast"), "planned"),
            (milestone(1, "launched", "recommended"), "recommended"),
            (milestone(1, "launched", "recommended") + milestone(2, "launched", "planned"), "planned"),
            (milestone(1, "proposed") + milestone(2, "launched", "planned"), "proposed"),
            (milestone(1, "announced", "reported"), "announced"),
        ],
    )
    def test_the_status_is_the_furthest_stage_that_is_stated(self, world, told, text, status):
        assert told(world(text), "pact:status") == {f"agreement:x pact:status status:{status}"}

    def test_a_milestone_of_one_party_says_nothing_of_the_whole(self, world, told):
        joined = milestone(1, "acceded", more="; pact:byParty country:CHN")
        assert not told(world(joined), "pact:status")
        assert told(world(joined + milestone(2, "proposed")), "pact:status") == {
            "agreement:x pact:status status:proposed"
        }

    @pytest.mark.parametrize(
        ("bound", "more", "status"),
        [
            ("CHN CUB", "", "in-force"),
            ("CHN CUB", milestone(9, "signed"), "in-force"),
            ("CHN", milestone(9, "signed"), "in-force-for-some"),
            ("CHN", milestone(9, "in-force"), "in-force"),
            ("CHN CUB", milestone(9, "expired"), "ended"),
            ("CHN CUB", milestone(9, "withdrawn", more="; pact:byParty country:CUB"), "in-force-for-some"),
            (
                "CHN",
                milestone(8, "in-force") + milestone(9, "withdrawn", more="; pact:byParty country:CUB"),
                "in-force",
            ),
            ("CHN CUB", COUNTED.format(16), "in-force-for-some"),
            ("CHN CUB", COUNTED.format(2), "in-force"),
            (
                "CHN CUB",
                milestone(8, "withdrawn", more="; pact:byParty country:CUB" + dated("2001"))
                + milestone(9, "in-force", more="; pact:byParty country:CUB" + dated("2005")),
                "in-force",
            ),
            (
                "CHN CUB",
                milestone(8, "withdrawn", more="; pact:byParty country:CUB" + dated("2005"))
                + milestone(9, "in-force", more="; pact:byParty country:CUB" + dated("2001")),
                "in-force-for-some",
            ),
            (
                "",
                milestone(8, "expired", more=dated("2010")) + milestone(9, "renewed", more=dated("2011")),
                "in-force",
            ),
            (
                "",
                milestone(8, "expired", more=dated("2011")) + milestone(9, "renewed", more=dated("2010")),
                "ended",
            ),
            ("", milestone(8, "suspended", more=dated("2010")) + milestone(9, "renewed"), "suspended"),
            ("", milestone(9, "ratified", more="; pact:byParty country:CUB"), None),
        ],
    )
    def test_a_text_that_binds_all_its_signatories_is_in_force_and_else_for_some(
        self, world, told, bound, more, status
    ):
        signed = participation(1, "country:CHN", "signatory") + participation(2, "country:CUB", "signatory")
        each = "".join(
            milestone(number, "in-force", more=f"; pact:byParty country:{code}")
            for number, code in enumerate(bound.split(), 3)
        )
        found = told(world(signed + each + more), "pact:status")
        assert found == ({f"agreement:x pact:status status:{status}"} if status else set())

    def test_a_text_whose_signatories_nobody_names_or_counts_is_in_force_for_some(self, world, told):
        one = milestone(1, "in-force", more="; pact:byParty country:CHN")
        assert told(world(one)) >= {
            "agreement:x pact:inForceFor country:CHN",
            "agreement:x pact:status status:in-force-for-some",
        }

    def test_without_milestones_there_is_no_status(self, world, told):
        assert not told(world(participation(1, "country:CHN", "signatory")), "pact:status")

    def test_one_initiative_does_not_move_another(self, world, told):
        text = milestone(1, "proposed") + milestone(2, "signed").replace("agreement:x", "agreement:y")
        assert told(world(text), "pact:status") == {
            "agreement:x pact:status status:proposed",
            "agreement:y pact:status status:signed",
        }


class TestCooperation:
    def both(self, role: str, other: str, modality: str = "asserted") -> str:
        return participation(1, "country:CHN", role) + participation(2, "country:CUB", other, modality)

    @pytest.mark.parametrize(
        ("role", "other"),
        [("signatory", "signatory"), ("implementer", "beneficiary"), ("issuer", "issuer")],
    )
    def test_two_that_take_part_cooperate_with_each_other(self, world, told, role, other):
        assert told(world(self.both(role, other)), "pact:cooperatesWith") == {
            "country:CHN pact:cooperatesWith country:CUB",
            "country:CUB pact:cooperatesWith country:CHN",
        }

    def test_two_that_only_benefit_do_not(self, world, told):
        assert not told(world(self.both("beneficiary", "beneficiary")), "pact:cooperatesWith")

    @pytest.mark.parametrize("other", ["applicant", "opponent", "critic", "served"])
    def test_one_that_takes_no_part_does_not(self, world, told, other):
        assert not told(world(self.both("signatory", other)), "pact:cooperatesWith")

    @pytest.mark.parametrize("modality", NO_FACTS)
    def test_a_participation_that_is_no_fact_makes_none(self, world, told, modality):
        assert not told(world(self.both("signatory", "signatory", modality)), "pact:cooperatesWith")

    def test_nobody_cooperates_with_itself(self, world, told):
        text = participation(1, "country:CHN", "signatory") + participation(2, "country:CHN", "implementer")
        assert not told(world(text), "pact:cooperatesWith")

    @pytest.mark.parametrize(
        ("one", "other", "role", "facts"),
        [
            ("subnational:x", "country:CHN", "participant", "subnational:x pact:withinCountry country:CHN ."),
            ("company:b", "company:a", "operator", tie(3, "company:b", "subsidiary-of", "company:a")),
            (
                "institution:c",
                "institution:a",
                "member",
                tie(3, "institution:c", "part-of", "institution:b")
                + tie(4, "institution:b", "part-of", "institution:a"),
            ),
            (
                "body:x",
                "country:CHN",
                "participant",
                "subnational:x a pact:SubnationalUnit . "
                + tie(3, "body:x", "part-of", "subnational:x")
                + "subnational:x pact:withinCountry country:CHN .",
            ),
            (
                "body:x",
                "body:y",
                "issuer",
                "country:CHN a pact:Country . "
                + tie(3, "body:x", "based-in", "country:CHN")
                + tie(4, "body:y", "based-in", "country:CHN"),
            ),
        ],
        ids=["a province", "a subsidiary", "a part of a part", "an organ", "two issuers of one state"],
    )
    def test_nobody_cooperates_with_a_part_of_itself(self, world, told, one, other, role, facts):
        for pair in ((one, other), (other, one)):
            kinds = {"subnational": "SubnationalUnit", "country": "Country", "body": "PublicBody"}
            types = "".join(
                f"{who} a pact:{kinds.get(who.partition(':')[0], 'Company')} . "
                for who in (*pair, "company:b")
            )
            both = types + participation(1, pair[0], role) + participation(2, pair[1], role)
            assert not told(world(both + facts), "pact:cooperatesWith")

    def test_two_of_one_state_that_do_more_than_issue_cooperate(self, world, told):
        facts = (
            "subnational:x pact:withinCountry country:CHN . subnational:y pact:withinCountry country:CHN . "
        )
        both = participation(1, "subnational:x", "participant") + participation(2, "subnational:y", "issuer")
        assert "subnational:x pact:cooperatesWith subnational:y" in told(world(facts + both))


class TestRunning:
    def test_a_second_run_adds_nothing(self, world, rules):
        store = world(participation(1, "country:CHN", "signatory") + milestone(2, "signed"))
        before = set(store.quads())
        assert derive(store, rules) == 1
        assert set(store.quads()) == before

    def test_the_order_of_the_rules_does_not_matter_for_what_follows(self, world, rules, ontology):
        text = (
            "country:CHN a pact:Country . country:SGP a pact:Country . "
            "company:a a pact:Company . company:b a pact:Company . "
            + tie(1, "company:a", "based-in", "country:CHN")
            + tie(2, "company:b", "subsidiary-of", "company:a")
            + tie(3, "company:b", "based-in", "country:SGP")
        )
        store = world(text)
        stated = [quad for quad in store.quads() if quad.graph_name != NamedNode(GRAPH_DERIVED)]
        turned = LocalStore.of(stated)
        derive(turned, list(reversed(rules)))
        assert set(turned.quads()) == set(store.quads())

    def test_each_step_is_told(self, rules):
        steps: list[str] = []
        derive(LocalStore.of([]), rules, steps.append)
        assert steps == ["date bounds", *(rule.name for rule in rules if not rule.after_audit), "sentences"]

    def test_rules_that_never_come_to_rest_are_stopped(self, tmp_path):
        path = tmp_path / "10-more.rq"
        path.write_text(
            "# title: More and more\nCONSTRUCT { ?s pact:value ?more }\n"
            "WHERE { ?s pact:value ?n . BIND(?n + 1 AS ?more) }\n"
        )
        one = Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
        store = LocalStore.of([Quad(NamedNode("urn:a"), NamedNode(PACT + "value"), one, NamedNode("urn:g"))])
        with pytest.raises(InputSyntaxError, match="still add"):
            apply_rules(store, [read_rule(path)])


class TestReading:
    def written(self, tmp_path, text: str):
        (tmp_path / "x.rq").write_text(text)
        return tmp_path / "x.rq"

    def test_the_rules_of_the_ontology_run_in_the_order_of_their_names(self, rules):
        assert [rule.name for rule in rules] == sorted(rule.name for rule in rules)
        assert all(rule.title and rule.template for rule in rules)

    def test_a_folder_without_rules_is_named(self, tmp_path):
        with pytest.raises(MissingFileError) as raised:
            read_rules(tmp_path)
        assert raised.value.file == tmp_path

    @pytest.mark.parametrize(
        "text",
        [
            "CONSTRUCT { ?a pact:b ?c } WHERE { ?a pact:d ?c }",
            "# title: x\nSELECT * { ?a ?b ?c }",
            "# title: x\nCONSTRUCT WHERE { ?a ?b ?c }",
            "# title: x\nCONSTRUCT { ?a pact:b ?c } WHERE { ?a pact:d ?c } LIMIT 1",
            "# title: x\nCONSTRUCT { ?a pact:b ?c, ?d } WHERE { ?a pact:d ?c }",
            "# title: x\nCONSTRUCT { ?a pact:b [ pact:c ?d ] } WHERE { ?a pact:d ?c }",
            "# title: x\nCONSTRUCT { ?a pact:b 'c d' } WHERE { ?a pact:d ?c }",
            "# title: x\n# rests on: ?a\nCONSTRUCT { ?a pact:b ?c } WHERE { ?a pact:d ?c }",
        ],
    )
    def test_a_rule_of_another_form_is_refused_with_its_file(self, tmp_path, text):
        path = self.written(tmp_path, text)
        with pytest.raises(InputSyntaxError) as raised:
            read_rule(path)
        assert raised.value.file == path
        assert raised.value.expected and raised.value.mend

    def test_a_rule_that_does_not_parse_is_named_with_its_line(self, tmp_path):
        path = self.written(tmp_path, "# title: x\nCONSTRUCT { ?a pact:b ?c }\nWHERE { ?a contry:d ?c }\n")
        with pytest.raises(InputSyntaxError) as raised:
            apply_rules(LocalStore.of([]), [read_rule(path)])
        assert (raised.value.file, raised.value.line) == (path, 3)

    def test_a_template_is_split_into_its_triples(self):
        assert split_template("?a a pact:B . ?c pact:d ?e ; pact:f true .") == (
            ("?a", "rdf:type", "pact:B"),
            ("?c", "pact:d", "?e"),
            ("?c", "pact:f", "true"),
        )
