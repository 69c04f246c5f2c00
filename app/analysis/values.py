"""What an analysis is: claims, each with its excerpts, origins and suggestion."""

from dataclasses import dataclass

from app.judges import Lexical
from app.nlp.claims import ReadArticle, Statement
from app.vocabulary import Stance, Verdict


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A statement held against a claim: the stance, its score (0.0-1.0), and the sentences that explain it.

    `conflict` is a contradiction in brief ("about 200 against 3,000 people"), where figures tell it.
    """

    statement: Statement
    stance: Stance
    score: float
    reasons: tuple[str, ...]
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a story with everything that is held against it; the first excerpt states it and is its home.

    `basis` is the one line under the suggestion ("4 sources, 1 origin: the port authority"); `judge` and
    `judge_version` say who judged what is held against it.
    """

    text: str
    checkworthiness: float
    why: str
    excerpts: tuple[Excerpt, ...]
    origins: tuple[str, ...]
    independent_origins: int
    suggested_verdict: Verdict
    basis: str
    reasons: tuple[str, ...] = ()
    judge: str = Lexical.name
    judge_version: str = Lexical.version


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the machine makes of a story. `copy_of` maps an article's id to the one whose text it mostly is.

    `unjudged` says what a judge couldn't tell, so that words alone had to, `unread` which articles are missing from
    the claims as the engine failed on them; both are empty where there is nothing to say.
    """

    articles: tuple[ReadArticle, ...]
    copy_of: dict[str, str]
    claims: tuple[Claim, ...]
    unjudged: str = ""
    unread: str = ""
