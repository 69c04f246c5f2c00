"""The flow of the pure rooms for one story: articles -> statements -> claims with excerpts, origins, suggestions."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.nlp.claims import Article, ReadArticle, Statement
from app.vocabulary import Counting, Stance, Verdict


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A statement held against a claim: the stance, its score (0.0-1.0), and the sentences that explain it."""

    statement: Statement
    stance: Stance
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a story with everything that is held against it; the first excerpt states it and is its home.

    `basis` is the one line under the suggestion ("4 sources, 1 origin: the port authority").
    """

    text: str
    checkworthiness: float
    why: str
    excerpts: tuple[Excerpt, ...]
    origins: tuple[str, ...]
    independent_origins: int
    suggested_verdict: Verdict
    basis: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the machine makes of a story. `copy_of` maps an article's id to the one whose text it mostly is."""

    articles: tuple[ReadArticle, ...]
    copy_of: dict[str, str]
    claims: tuple[Claim, ...]


JUDGE = "lexical"
JUDGE_VERSION = "1"


def analyse(articles: Iterable[Article], counting: Counting = Counting.SOURCES) -> Analysis:
    """Return the analysis of a story; the same whatever the order of the articles."""
    raise NotImplementedError
