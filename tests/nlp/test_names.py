"""Names are found, and agree across spellings and scripts, but never because they merely look alike."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.nlp.lexicon.listing import word_set
from app.nlp.names import find_acronyms, find_names, read_roster, same_name
from tests.clock import takes_time_in_proportion

CASES = Path(__file__).parents[1] / "cases"

COUNTRIES = sorted(
    word_set(
        """
        Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain
        Bangladesh Barbados Belarus Belgium Belize Benin Bhutan Bolivia Botswana Brazil Brunei Bulgaria Burundi
        Cambodia Cameroon Canada Chad Chile China Colombia Comoros Congo Croatia Cuba Cyprus Denmark Djibouti
        Dominica Ecuador Egypt Eritrea Estonia Ethiopia Fiji Finland France Gabon Gambia Georgia Germany Ghana
        Greece Grenada Guatemala Guinea Guyana Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland
        Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kiribati Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho
        Liberia Libya Lithuania Luxembourg Madagascar Malawi Malaysia Maldives Mali Malta Mauritania Mauritius
        Mexico Moldova Monaco Mongolia Montenegro Morocco Mozambique Namibia Nauru Nepal Netherlands Nicaragua Niger
        Nigeria Norway Oman Pakistan Palau Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia
        Rwanda Samoa Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia Spain Sudan Suriname Sweden
        Switzerland Syria Taiwan Tajikistan Tanzania Thailand Togo Tonga Tunisia Turkey Turkmenistan Tuvalu Uganda
        Ukraine Uruguay Uzbekistan Vanuatu Venezuela Vietnam Yemen Zambia Zimbabwe
        """
    )
)


def _cases(name: str, *, failing: bool = False) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [row for row in rows if bool(row.get("known_failure")) is failing]


def _label(case: dict[str, Any]) -> str:
    return str(case.get("label") or f"{case['a']} - {case['b']}")


@pytest.mark.parametrize("case", _cases("names_find"), ids=_label)
def test_names_are_found_by_their_capitals(case: dict[str, Any]) -> None:
    assert [name.text for name in find_names(case["text"])] == case["out"]


@pytest.mark.parametrize("case", _cases("names_same"), ids=_label)
def test_two_spellings_are_one_name(case: dict[str, Any]) -> None:
    assert same_name(case["a"], case["b"])
    assert same_name(case["b"], case["a"])


@pytest.mark.parametrize("case", _cases("names_different"), ids=_label)
def test_names_that_look_alike_stay_apart(case: dict[str, Any]) -> None:
    assert not same_name(case["a"], case["b"])


def test_no_two_countries_are_taken_for_one() -> None:
    assert [pair for pair in itertools.combinations(COUNTRIES, 2) if same_name(*pair)] == []


def test_known_failures_are_still_failures() -> None:
    """A case that begins to work moves out of the list."""
    found = [c for c in _cases("names_find", failing=True) if [n.text for n in find_names(c["text"])] == c["out"]]
    joined = [c for c in _cases("names_same", failing=True) if same_name(c["a"], c["b"])]
    parted = [c for c in _cases("names_different", failing=True) if not same_name(c["a"], c["b"])]
    assert found + joined + parted == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Coast Rescue Board (CRB) sailed.", {"CRB": "Coast Rescue Board"}),
        ("The CRB (Coast Rescue Board) sailed.", {"CRB": "Coast Rescue Board"}),
        ("The Ministry of Roads and Harbours (MRH) paid.", {"MRH": "Ministry of Roads and Harbours"}),
        ("The storm (see below) and Lisbon (LIS) followed.", {}),
        ("Nothing is expanded here: CRB.", {}),
    ],
)
def test_acronyms_are_read_from_the_text_that_expands_them(text: str, expected: dict[str, str]) -> None:
    assert find_acronyms(text) == expected


def test_a_short_name_means_the_full_one_of_its_article() -> None:
    roster = read_roster("Mayor Ada Obi met Carlos Vera. Obi left; Mr Vera of the Flood Relief Fund (FRF) stayed.")
    assert [roster.canonical(n) for n in ("Obi", "Mr Vera", "Obi’s", "the FRF", "Lind")] == [
        "Ada Obi",
        "Carlos Vera",
        "Ada Obi",
        "Flood Relief Fund",
        "Lind",
    ]


def test_of_two_people_with_one_family_name_the_last_one_named_is_meant() -> None:
    text = "Ada Obi won in Lagos. Later, Ben Obi won in Accra. Obi smiled."
    roster = read_roster(text)
    assert roster.canonical("Obi", at=text.rindex("Obi")) == "Ben Obi"
    assert roster.canonical("Obi", at=text.index("won")) == "Ada Obi"


def test_a_place_is_not_the_family_name_of_another_place() -> None:
    assert read_roster("In Val Orda the water rose. It rained in Orda.").canonical("Orda") == "Orda"


@settings(derandomize=True)
@given(st.text())
def test_every_name_stands_where_it_says(text: str) -> None:
    names = find_names(text)
    assert all(text[n.start : n.end] == n.text for n in names)
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))


@settings(derandomize=True)
@given(st.text(), st.text())
def test_agreement_has_no_direction(a: str, b: str) -> None:
    assert same_name(a, a)
    assert same_name(a, b) == same_name(b, a)


@pytest.mark.parametrize("unit", ["A", "Ada ", "A.", "(AB) ", "Bank of the ", "a", "Aa Bb (AB) ", "\n", "Ж", "al-A"])
def test_a_megabyte_of_one_thing_takes_time_in_proportion(unit: str) -> None:
    assert takes_time_in_proportion(lambda size: read_roster(unit * (size // len(unit))), 200_000)
