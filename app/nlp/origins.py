"""Where a statement first came from, and which origins are known to be independent of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.nlp.claims import ReadArticle, Statement
from app.nlp.credits import find_credit
from app.nlp.lexicon.origins import OFFICIAL
from app.nlp.names import same_name
from app.nlp.words import tokenize


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement came from: a name or a description, and the words that say on whose behalf (`side`)."""

    name: str
    is_named: bool
    side: frozenset[str] = frozenset()


class Directory:
    """Whoever speaks in a story, with all that its articles say about on whose behalf."""

    def __init__(self, articles: Iterable[ReadArticle]) -> None:
        self._sides: dict[str, frozenset[str]] = {}
        self._credits: dict[str, str | None] = {}
        for read in articles:
            article = read.article
            self._credits[article.id] = find_credit(article.text, article.author, article.publisher)
            for attribution in read.attributions:
                said = read.article.text[slice(*attribution.source)] if attribution.source else ""
                known = self._sides.get(attribution.speaker, frozenset())
                self._sides[attribution.speaker] = known | _content(attribution.speaker) | _content(said)

    def find_moved(self, before: "Directory") -> set[str]:
        """Return the speakers of whom the articles say something else than those of another directory."""
        return {speaker for speaker, side in self._sides.items() if before._sides.get(speaker) != side}

    def find_origin(self, statement: Statement) -> Origin | None:
        """Return where a statement came from, or None where its article doesn't tell.

        What nobody is quoted for came from the agency or the outlet that the article is credited to.
        """
        attribution = statement.attribution
        if attribution is None or not attribution.speaker:
            credit = self._credits.get(statement.article)
            return Origin(credit, is_named=True) if credit else None
        side = self._sides.get(attribution.speaker, frozenset())
        return Origin(attribution.speaker, not attribution.unnamed, side)


# One body speaks in many articles.
@lru_cache(maxsize=20_000)
def _content(text: str) -> frozenset[str]:
    return frozenset(token.lemma for token in tokenize(text) if token.is_content)


def merge_origins(origins: Iterable[Origin]) -> list[Origin]:
    """Return each origin once, under the name that was met first, across spellings; sides are joined.

    >>> first, second = Origin("Volodymyr Zelensky", True), Origin("Volodymyr Zelenskyy", True)
    >>> [origin.name for origin in merge_origins([first, second])]
    ['Volodymyr Zelensky']
    """
    merged: list[Origin] = []
    for origin in dict.fromkeys(origins):  # Most speak more than once.
        at = next((i for i, known in enumerate(merged) if same_name(known.name, origin.name)), None)
        if at is None:
            merged.append(origin)
        else:
            known = merged[at]
            merged[at] = Origin(known.name, known.is_named or origin.is_named, known.side | origin.side)
    return merged


def count_independent(origins: Sequence[Origin]) -> int:
    """Count the origins that are known to be independent of each other.

    Somebody who isn't named may be anybody, so that they never add to the count; neither do two who speak for one
    body or, as far as the text tells, for one state.
    """
    sides: list[Origin] = []
    for origin in origins:
        if not sides or (origin.is_named and all(_are_independent(origin, known) for known in sides)):
            sides.append(origin)
    return len(sides)


def _are_independent(a: Origin, b: Origin) -> bool:
    both_official = bool(OFFICIAL & a.side) and bool(OFFICIAL & b.side)
    return _is_placed(a) and _is_placed(b) and not (a.side & b.side) and not both_official


def _is_placed(origin: Origin) -> bool:
    """Tell whether it is known who somebody is: a name, and something more than the name."""
    return origin.is_named and bool(origin.side - _content(origin.name))
