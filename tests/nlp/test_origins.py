"""Copies, and who counts as an origin of their own."""

from datetime import date

import pytest

from app.nlp.claims import Article, read_article
from app.nlp.copies import find_copies, is_copy
from app.nlp.credits import find_credit
from app.nlp.origins import Directory, Origin, count_independent, merge_origins

WIRE = (
    "A freight train left the rails outside Tolvik early on Thursday and blocked the only line to the coast. "
    "No one was hurt, the railway said, but two wagons of grain tipped into a ditch. "
    "Crews with cranes began to lift them in the afternoon and expect to clear the line by Saturday. "
    "Until then buses replace the trains between Tolvik and Sile."
)
OWN = (
    "Grain lay knee-deep in the ditch when our reporter came to the crossing outside Tolvik. "
    "A farmer who heard the wagons fall says that the noise woke the whole village before dawn. "
    "Nobody from the railway had spoken to him by noon, and the schoolchildren had to walk. "
    "Two cranes stood idle for hours because their drivers were stuck behind the blocked crossing."
)
QUOTE = (
    "“We have asked for this crossing to be rebuilt for eleven years and nobody has listened to us,” Lena Maur said. "
)


def test_a_text_with_a_new_head_and_tail_is_a_copy() -> None:
    assert is_copy(WIRE, f"Our network\n\n{WIRE}\n\nRead more about trains.")


def test_a_shortened_text_is_a_copy() -> None:
    assert is_copy(WIRE, WIRE[: len(WIRE) // 2])


def test_two_reports_that_share_a_quotation_are_no_copies() -> None:
    assert not is_copy(WIRE + QUOTE, OWN + QUOTE)


def test_the_earliest_published_is_the_original_whatever_the_order() -> None:
    late = Article("a", WIRE, published_at=date(2031, 5, 21))
    early = Article("b", WIRE, published_at=date(2031, 5, 20))
    undated = Article("c", WIRE)
    assert find_copies([late, undated, early]) == {"a": "b", "c": "b"}
    assert find_copies([early, late, undated]) == {"a": "b", "c": "b"}


def test_equal_dates_are_ordered_by_id() -> None:
    assert find_copies([Article("b", WIRE), Article("a", WIRE)]) == {"b": "a"}


def test_two_texts_too_short_to_tell_are_no_copies() -> None:
    assert find_copies([Article("a", "The line is blocked."), Article("b", "The line is blocked.")]) == {}


def test_a_statement_in_the_articles_own_voice_has_no_known_origin() -> None:
    read = read_article(Article("a", "The line to the coast was blocked on Thursday."))
    assert Directory([read]).find_origin(read.statements[0]) is None


def test_what_one_article_says_of_a_speaker_counts_for_all() -> None:
    full = read_article(Article("a", "The line is blocked, said Lena Maur, an engineer of the railway."))
    short = read_article(Article("b", "The line to the coast is blocked, Lena Maur said."))
    origin = Directory([full, short]).find_origin(short.statements[0])
    assert origin is not None
    assert origin.side >= {"engineer", "railway"}


def test_a_name_of_which_nothing_more_is_known_is_not_independent() -> None:
    farmer = Origin("Ada Obi", True, frozenset({"farmer", "ada", "obi"}))
    anybody = Origin("Jon Hale", True, frozenset({"jon", "hale"}))
    assert count_independent([farmer, anybody]) == 1


def test_one_person_in_two_spellings_is_one_origin() -> None:
    merged = merge_origins([Origin("Volodymyr Zelensky", True), Origin("Zelenskyy", True)])
    assert [origin.name for origin in merged] == ["Volodymyr Zelensky"]


def test_somebody_unnamed_never_adds_to_the_independent_origins() -> None:
    named = Origin("Ada Obi", True, frozenset({"ada", "obi", "farmer"}))
    unnamed = Origin("a witness", False, frozenset({"witness"}))
    assert count_independent([named, unnamed]) == 1


def test_two_officials_are_one_side() -> None:
    mayor = Origin("Ada Obi", True, frozenset({"mayor", "ada", "obi"}))
    police = Origin("Jon Hale", True, frozenset({"police", "jon", "hale"}))
    assert count_independent([mayor, police]) == 1


def test_two_named_people_of_different_bodies_are_two() -> None:
    farmer = Origin("Ada Obi", True, frozenset({"farmer", "ada", "obi"}))
    engineer = Origin("Jon Hale", True, frozenset({"engineer", "jon", "hale"}))
    assert count_independent([farmer, engineer]) == 2


def test_nobody_known_is_no_independent_origin() -> None:
    assert count_independent([]) == 0


CREDITED = {
    "a dateline": ("VELDEN, May 3 (Reuters) - The dam broke.", None, None, "Reuters"),
    "a dateline in capitals": ("VELDEN (AP) — The dam broke.", None, None, "AP"),
    "a line at the end": ("The dam broke.\n\nSource: Harbour Post", None, None, "Harbour Post"),
    "a dash at the end": ("The dam broke.\n— AFP", None, None, "AFP"),
    "material of an agency": ("The dam broke.\n(With files from the Associated Press)", None, None, "Associated Press"),
    "a by-line": ("By Northern News Agency\n\nThe dam broke.", None, None, "Northern News Agency"),
    "an author": ("The dam broke.", "dpa", None, "dpa"),
    "its own outlet": ("The dam broke.\n\n© 2031 The Harbour Post", None, "Harbour Post", None),
    "a person": ("By Lena Maur\n\nThe dam broke.\n— Lena Maur", "Lena Maur", None, None),
    "an aside in brackets": ("The dam (of 1961) - the oldest - broke.", None, None, None),
}


@pytest.mark.parametrize("case", CREDITED)
def test_an_article_is_credited_to_whom_it_says_it_has_its_report_from(case: str) -> None:
    text, author, publisher, credit = CREDITED[case]
    assert find_credit(text, author, publisher) == credit


def test_two_outlets_with_one_agencys_report_have_one_origin() -> None:
    texts = {"a": "VELDEN (Reuters) - The dam broke on Monday.", "b": "The dam broke on Monday.\n\nSource: Reuters"}
    read = [read_article(Article(name, text)) for name, text in texts.items()]
    directory = Directory(read)
    origins = [directory.find_origin(statement) for r in read for statement in r.statements]
    assert [origin.name for origin in origins if origin] == ["Reuters", "Reuters"]
    assert len(merge_origins(origin for origin in origins if origin)) == 1
