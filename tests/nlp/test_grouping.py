"""One claim, many excerpts; no chains of weak links."""

from app.nlp.claims import Article, read_article
from app.nlp.grouping import Group
from app.nlp.lineup import Lineup
from app.nlp.prepared import article_of
from app.vocabulary import Stance


def group_texts(*texts: str) -> tuple[list[Group], dict[int, str]]:
    """Return the groups of a story of one article a text, and the texts of its statements by their numbers."""
    lineup = Lineup([read_article(Article(str(number), text)) for number, text in enumerate(texts)])
    return lineup.groups, {at: profile.statement.text for at, profile in lineup.matcher.profiles.items()}


def members(*texts: str) -> list[set[str]]:
    groups, statements = group_texts(*texts)
    return [{statements[i] for i in found.members} for found in groups]


QUAKE = "A strong earthquake shook the island of Sile early on Friday."
QUAKE_TOO = "The island of Sile was shaken by a strong earthquake on Friday."
HARBOUR = "The harbour of Sile stays closed while divers look for cracks in the quay."


def test_what_says_the_same_is_one_group_and_the_rest_is_not() -> None:
    assert members(QUAKE, QUAKE_TOO, HARBOUR) == [{QUAKE, QUAKE_TOO}, {HARBOUR}]


def test_every_statement_is_in_exactly_one_group() -> None:
    groups, statements = group_texts(QUAKE, QUAKE_TOO, HARBOUR)
    assert sorted(i for found in groups for i in found.members) == sorted(statements)


def test_a_contradiction_keeps_two_groups_apart() -> None:
    killed = "The earthquake on the island of Sile killed 12 people."
    more = "The earthquake on the island of Sile killed 80 people."
    groups, _ = group_texts(killed, more)
    assert [len(found.members) for found in groups] == [1, 1]
    assert [[j.stance for _, j in found.others] for found in groups] == [[Stance.CONTRADICTS]] * 2


def test_no_chain_of_links_makes_one_claim_of_two() -> None:
    first = "The mayor of Sile opened the new fish market beside the harbour on Friday."
    between = "The mayor of Sile opened the new fish market and then closed the old coal mine."
    last = "The old coal mine in the hills was closed for good after ninety years."
    assert not any({first, last} <= found for found in members(first, between, last))


def test_the_wording_of_a_claim_is_neither_cut_short_nor_long() -> None:
    short = "Sile shook."
    groups, statements = group_texts(QUAKE, QUAKE_TOO, short)
    assert short not in {statements[found.members[0]] for found in groups if len(found.members) > 1}


def test_every_member_of_a_group_bears_on_the_wording_of_its_claim() -> None:
    lineup = Lineup(
        [
            read_article(Article(name, text))
            for name, text in (
                ("a", "A fire at the paper mill of Hollin destroyed 600 tons of pulp on Monday."),
                ("b", "Seven firefighters were injured in the fire at the paper mill of Hollin on Monday."),
                (
                    "c",
                    "Seven firefighters were hurt in the fire at the mill. A fire destroyed the paper mill of Hollin.",
                ),
            )
        ]
    )
    for found in lineup.groups:
        home = found.members[0]
        assert all(
            found.stances[i].stance is Stance.SUPPORTS for i in found.members[1:] if article_of(i) != article_of(home)
        )
