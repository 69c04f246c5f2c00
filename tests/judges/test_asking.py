"""A judge looks again at what words found; where it can't tell, words stand and say so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from app.analysis import analyse
from app.judges import Judgement, Lexical, Pair, Sheet, Unjudged, ask, explain_unjudged
from app.nlp.claims import Article, Statement
from app.vocabulary import JudgeName, Stance, Verdict
from tests.judges.makers import make_statement

HOME = make_statement("Two dockers were hurt.", "post")
STATES = make_statement("Two dockers were injured.", "echo")
RELATED = make_statement("Dockers went on strike.", "star")
OWN = make_statement("The dockers are from Marow.", "post", start=60)
ELSEWHERE = make_statement("A pair of harbour workers got burns.", "wire")
SAYS_TWO = Judgement(Stance.STATES, 0.6, ("Their figures agree: 2.",))
SHEET = Sheet(HOME, ((STATES, SAYS_TWO), (RELATED, Judgement(Stance.RELATED, 0.1, ("Both say dockers.",)))))
YES = Judgement(Stance.SUPPORTS, 0.9, ("It says so.",))
NO = Judgement(Stance.CONTRADICTS, 0.8, ("It denies it.",))
NEITHER = Judgement(Stance.RELATED, 0.3, ("It is about something else.",))
FAILED = Unjudged("the model fell over")


@dataclass
class Fixed:
    """A judge that answers what a test wants, by the first word of the passage."""

    answers: dict[str, Judgement | Unjudged] = field(default_factory=dict)
    found: tuple[int, ...] = ()
    name: JudgeName = JudgeName.LLM
    version: str = "7"

    def find(self, claims: Sequence[Statement], passages: Sequence[Statement]) -> Sequence[Sequence[int]]:
        return [self.found for _ in claims]

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Judgement | Unjudged]:
        return [self.answers.get(pair.passage.text.split()[0], NEITHER) for pair in pairs]


def always(done: int, total: int) -> bool:
    return True


def held(sheet: Sheet) -> dict[str, Judgement]:
    return {statement.text.split()[0]: judgement for statement, judgement in sheet.held}


def asked(judge: Fixed, sheet: Sheet = SHEET, go_on: Callable[[int, int], bool] = always) -> Sheet:
    return ask(judge, [sheet], [HOME, STATES, RELATED, OWN, ELSEWHERE], go_on)[0]


def test_words_are_asked_no_second_time() -> None:
    assert ask(Lexical(), [SHEET], [HOME, STATES, RELATED], always) == [SHEET]
    assert (SHEET.judge, SHEET.unjudged) == ("lexical", "")


def test_the_judge_decides_how_a_passage_stands() -> None:
    sheet = asked(Fixed({"Two": NO, "Dockers": YES}))
    assert {word: judgement.stance for word, judgement in held(sheet).items()} == {
        "Two": Stance.CONTRADICTS,
        "Dockers": Stance.SUPPORTS,
    }
    assert (sheet.judge, sheet.judge_version, sheet.unjudged) == ("llm", "7", "")


def test_what_differs_from_words_says_what_words_would_say() -> None:
    assert held(asked(Fixed({"Two": NO})))["Two"].reasons == ("It denies it.", "By words alone: states.")


def test_what_states_the_claim_and_is_borne_out_still_states_it() -> None:
    assert held(asked(Fixed({"Two": YES})))["Two"].stance is Stance.STATES


def test_what_the_judge_cannot_tell_stays_as_words_say_and_says_so() -> None:
    sheet = asked(Fixed({"Two": FAILED, "Dockers": YES}))
    assert held(sheet)["Two"].stance is Stance.STATES
    assert held(sheet)["Two"].reasons == (*SAYS_TWO.reasons, "Judged by words alone: the model fell over.")
    assert (sheet.judge, sheet.unjudged) == ("llm", "the model fell over")


def test_a_claim_of_which_the_judge_could_tell_nothing_is_one_of_words() -> None:
    sheet = asked(Fixed({"Two": FAILED, "Dockers": FAILED}))
    assert (sheet.judge, sheet.judge_version, len(sheet.held)) == ("lexical", Lexical.version, 2)


def test_two_statements_of_one_article_are_left_to_words() -> None:
    own = Judgement(Stance.RELATED, 0.2, ("Both say dockers.",))
    sheet = asked(Fixed({"The": NO}), Sheet(HOME, ((OWN, own),)))
    assert held(sheet)["The"] == own


def test_a_passage_that_only_the_judge_found_is_held_against_the_claim() -> None:
    sheet = asked(Fixed({"A": YES}, found=(4,)))
    assert held(sheet)["A"].stance is Stance.SUPPORTS
    assert "By words alone" not in " ".join(held(sheet)["A"].reasons)


def test_a_passage_that_only_the_judge_found_and_could_not_judge_is_let_go() -> None:
    assert "A" not in held(asked(Fixed({"A": FAILED}, found=(4,))))


def test_a_passage_is_held_once_whoever_found_it() -> None:
    assert len(asked(Fixed(found=(0, 1, 2, 2))).held) == 2


def test_what_a_judgement_rests_on_is_cited_from_the_passage() -> None:
    passage = make_statement("Two dockers\nwere  injured.", "echo", start=100)
    cited = Judgement(Stance.SUPPORTS, 0.9, ("It says so.",), spans=((100, 111), (112, 116), (118, 126), (100, 111)))
    sheet = asked(Fixed({"Two": cited}), Sheet(HOME, ((passage, SAYS_TWO),)))
    assert held(sheet)["Two"].reasons == ("It says so.", "It rests on “Two dockers”, “were”, “injured”.")


def test_a_conflict_of_figures_stays_only_with_a_contradiction() -> None:
    against = Judgement(Stance.CONTRADICTS, 0.5, ("2 is not 9.",), conflict="2 against 9")
    sheet = Sheet(HOME, ((STATES, against),))
    assert held(asked(Fixed({"Two": NO}), sheet))["Two"].conflict == "2 against 9"
    related = held(asked(Fixed({"Two": NEITHER}), sheet))["Two"]
    assert (related.conflict, related.reasons[-1]) == ("", "By words alone: contradicts, 2 against 9.")


def test_once_told_to_stop_the_judge_is_asked_no_more_and_words_stand() -> None:
    seen: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 1

    sheets = ask(Fixed({"Two": NO}), [SHEET] * 3, [HOME, STATES, RELATED], go_on)
    assert [held(sheet)["Two"].stance for sheet in sheets] == [Stance.CONTRADICTS, Stance.STATES, Stance.STATES]
    assert [sheet.unjudged for sheet in sheets] == ["", "judging was stopped", "judging was stopped"]
    assert seen == [(0, 3), (1, 3)]


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([], ""),
        (["", ""], ""),
        (["it broke", "", "it broke"], "Words alone judged 2 of 3 claims, at least in part: it broke."),
        (
            ["it broke", "no money", "it broke"],
            "Words alone judged 3 of 3 claims, at least in part: it broke and for other reasons.",
        ),
    ],
)
def test_one_sentence_tells_how_much_was_left_to_words(reasons: list[str], told: str) -> None:
    assert explain_unjudged([Sheet(HOME, (), unjudged=reason) for reason in reasons]) == told


POST = Article(
    "post", "A fire destroyed the grain silo in Marow on Tuesday. Two dockers were injured.", publisher="Post"
)
ECHO = Article("echo", "Fire destroyed the grain silo at Marow on Tuesday night. It was full.", publisher="Echo")


def test_a_story_is_suggested_as_its_judge_sees_it() -> None:
    by_words, judged = analyse([POST, ECHO]), analyse([POST, ECHO], judge=Fixed({"Fire": NO, "A": NO}))
    assert [c.suggested_verdict for c in by_words.claims if "fire" in c.text.lower()] == [Verdict.CORROBORATED]
    fire = next(claim for claim in judged.claims if "fire" in claim.text.lower())
    assert (fire.suggested_verdict, fire.judge, fire.judge_version) == (Verdict.DISPUTED, "llm", "7")


def test_a_judge_that_fails_leaves_a_story_as_words_see_it_and_says_so() -> None:
    by_words, failed = analyse([POST, ECHO]), analyse([POST, ECHO], judge=Fixed({"Fire": FAILED, "A": FAILED}))
    assert [(c.text, c.suggested_verdict, [e.stance for e in c.excerpts]) for c in failed.claims] == [
        (c.text, c.suggested_verdict, [e.stance for e in c.excerpts]) for c in by_words.claims
    ]
    assert "the model fell over" in failed.unjudged
