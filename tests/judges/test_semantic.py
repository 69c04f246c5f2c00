"""What models of meaning find and tell, weighed; the models themselves are tried by `make test-semantic`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from app.judges import Judgement, Pair, Unjudged
from app.judges.semantic import Inference, ModelFailed, Semantic
from app.vocabulary import Stance
from tests.judges.makers import BY_WORDS, make_pair, make_statement

CLAIM = "Two dockers were hurt."
FIGURES = Judgement(Stance.CONTRADICTS, 0.4, ("2 is not 9.",), conflict="2 against 9")
SURE = 0.95


@dataclass
class Library:
    """What stands in for the library: cosines by the text, and what each pair of texts comes to."""

    cosines: dict[str, float] = field(default_factory=dict)
    inferences: dict[tuple[str, str], Inference] = field(default_factory=dict)
    version: str = "small"
    can_infer: bool = True
    is_broken: bool = False

    def find_nearest(
        self, queries: Sequence[str], texts: Sequence[str], most: int
    ) -> Sequence[Sequence[tuple[int, float]]]:
        if self.is_broken:
            raise ModelFailed("the model that finds passages broke down")
        near = sorted(((at, self.cosines.get(text, 0.0)) for at, text in enumerate(texts)), key=lambda n: -n[1])
        return [near[:most] for _ in queries]

    def infer(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Inference]:
        if self.is_broken:
            raise ModelFailed("the model that tells stances broke down")
        return [self.inferences.get(pair, Inference(0.1, 0.1)) for pair in pairs]


def judge(library: Library, *pairs: Pair) -> list[Judgement | Unjudged]:
    return list(Semantic(library).judge(pairs))


@pytest.mark.parametrize(
    ("there", "back", "stance"),
    [
        ((SURE, 0.0), (0.1, 0.0), Stance.SUPPORTS),
        ((0.1, 0.0), (SURE, 0.0), Stance.RELATED),
        ((0.0, SURE), (0.0, SURE), Stance.CONTRADICTS),
        ((0.0, SURE), (0.0, 0.2), Stance.RELATED),
        ((0.3, 0.3), (0.3, 0.3), Stance.RELATED),
    ],
    ids=["follows from it", "only the other way round", "exclude each other", "only in one reading", "neither"],
)
def test_inference_tells_the_stance(there: tuple[float, float], back: tuple[float, float], stance: Stance) -> None:
    passage = "A pair of workers got burns."
    library = Library(inferences={(passage, CLAIM): Inference(*there), (CLAIM, passage): Inference(*back)})
    (found,) = judge(library, make_pair(passage))
    assert isinstance(found, Judgement)
    assert found.stance is stance
    assert found.reasons[0].endswith("of 1).")


def test_figures_that_were_compared_are_not_left_to_a_model() -> None:
    passage = "Nine dockers were hurt."
    sure = {(passage, CLAIM): Inference(SURE, 0.0), (CLAIM, passage): Inference(SURE, 0.0)}
    assert judge(Library(inferences=sure), make_pair(passage, by_words=FIGURES)) == [FIGURES]


def test_settled_pairs_among_others_leave_the_order_as_it_is() -> None:
    library = Library(inferences={("b", CLAIM): Inference(SURE, 0.0)})
    found = judge(library, make_pair("a"), make_pair("b"), make_pair("c", by_words=FIGURES), make_pair("d"))
    stances = [answer.stance for answer in found if isinstance(answer, Judgement)]
    assert stances == [Stance.RELATED, Stance.SUPPORTS, Stance.CONTRADICTS, Stance.RELATED]


def test_passages_near_in_meaning_are_found_in_other_articles_only() -> None:
    passages = [
        make_statement("far", "echo"),
        make_statement("near", "echo"),
        make_statement("own", "post"),
        make_statement("nearer", "star"),
    ]
    library = Library(cosines={"far": 0.2, "near": 0.7, "own": 0.9, "nearer": 0.8})
    assert Semantic(library).find([make_statement(CLAIM, "post")], passages) == [(3, 1)]


def test_without_inference_words_tell_the_stance_and_what_is_found_is_related() -> None:
    library = Library(cosines={"near": 0.7}, can_infer=False)
    semantic, claim, near = Semantic(library), make_statement(CLAIM, "post"), make_statement("near", "echo")
    assert semantic.find([claim], [near]) == [(0,)]
    assert semantic.judge([Pair(claim, near), make_pair("x")]) == [
        Judgement(Stance.RELATED, 0.7, ("Near in meaning, by a model: 0.70 of 1.",)),
        BY_WORDS,
    ]


def test_a_passage_that_was_found_and_tells_neither_is_related() -> None:
    library = Library(cosines={"near": 0.7})
    semantic, claim, near = Semantic(library), make_statement(CLAIM, "post"), make_statement("near", "echo")
    semantic.find([claim], [near])
    (found,) = semantic.judge([Pair(claim, near)])
    assert isinstance(found, Judgement)
    assert (found.stance, found.score) == (Stance.RELATED, 0.7)


def test_a_model_that_breaks_down_leaves_it_to_words() -> None:
    assert judge(Library(is_broken=True), make_pair("x")) == [Unjudged("the model that tells stances broke down")]


def test_a_finder_that_breaks_down_is_told_with_every_judgement() -> None:
    semantic = Semantic(Library(is_broken=True, can_infer=False))
    assert semantic.find([make_statement(CLAIM)], [make_statement("x")]) == [()]
    assert semantic.judge([make_pair("x")]) == [Unjudged("the model that finds passages broke down")]


def test_a_model_reads_the_wording_that_stands_alone_on_one_line() -> None:
    passage = make_statement("They were hurt.", "echo", wording="Two \n dockers were hurt.")
    library = Library(inferences={("Two dockers were hurt.", CLAIM): Inference(SURE, 0.0)})
    (found,) = judge(library, Pair(make_statement(CLAIM, "post"), passage))
    assert isinstance(found, Judgement)
    assert found.stance is Stance.SUPPORTS
