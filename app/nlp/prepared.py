"""An article of a story, prepared for being held against the others: each of its statements with its number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.nlp.claims import ReadArticle
from app.nlp.features import Pair, find_likeness, one_rejects
from app.nlp.lazy import lazy
from app.nlp.names import same_name
from app.nlp.profiles import Profile
from app.nlp.profiling import read_profiles
from app.nlp.stances import Judgement, judge
from app.vocabulary import Stance

# Against how many statements behind it one is held in its own article, and how surely one has to reject another.
_NEAR = 40
_PLAINLY = 0.7
# A statement's number is that of its article, and behind it so many bits for its place in there.
PLACE_BITS = 24
# How far apart the numbers of articles are where there is room.
_APART = 1 << 32


@dataclass
class Prepared:
    """The statements of one article by their numbers, in order."""

    read: ReadArticle
    profiles: dict[int, Profile]

    @lazy
    def disputes(self) -> list[tuple[int, int, Judgement]]:
        """Return the contradictions inside the article: somebody's account, and what somebody else says against it."""
        found = []
        numbered = list(self.profiles.items())
        for place, (a, claim) in enumerate(numbered):
            for b, passage in numbered[place + 1 : place + 1 + _NEAR]:
                if _may_dispute(claim, passage):
                    pair = Pair(claim, passage, find_likeness(claim, passage))
                    judgement = judge(pair, pair.likeness)
                    if judgement and _is_plain_dispute(judgement):
                        found.append((a, b, judgement))
        return found


def prepare_article(read: ReadArticle, number: int) -> Prepared:
    """Prepare an article's statements for all that they are held against; `number` is the article's."""
    return Prepared(read, dict(enumerate(read_profiles(read), number << PLACE_BITS)))


def number_articles(ids: Iterable[str], known: Mapping[str, int]) -> dict[str, int] | None:
    """Return a number for each article, those that they have already included, in the order of the ids.

    Only the order of numbers tells anything, so that it doesn't matter when an article came. None where there is no
    room between two of them any more, so that all have to be numbered anew.

    >>> a, b, c = sorted(number_articles(["b", "c", "a"], {}).values())
    >>> b - a == c - b, number_articles(["a", "b", "c"], {"a": 1, "b": 2})["c"] > 2
    (True, True)
    >>> number_articles(["a", "b", "c"], {"a": 1, "c": 2}) is None
    True
    """
    numbers: dict[str, int] = {}
    last: int | None = None
    between: list[str] = []
    for one in (*sorted(ids), None):
        if one is not None and one not in known:
            between.append(one)
            continue
        room = _APART * (len(between) + 1)
        end = known[one] if one is not None else room + (last or 0)
        start = end - room if last is None else last
        step = (end - start) // (len(between) + 1)
        if not step:
            return None
        numbers |= {new: start + step * place for place, new in enumerate(between, 1)}
        if one is not None:
            numbers[one] = end
        last, between = end, []
    return numbers


def article_of(statement: int) -> int:
    """Return what the numbers of an article's statements have in common."""
    return statement >> PLACE_BITS


def _may_dispute(a: Profile, b: Profile) -> bool:
    """Tell whether two statements of one article are of two speakers, and reject something or give figures."""
    one, other = a.statement.speaker, b.statement.speaker
    if one == other or not (a.is_contesting or b.is_contesting or (a.statement.quantities and b.statement.quantities)):
        return False
    return not (one and other and same_name(one, other))


def _is_plain_dispute(judgement: Judgement) -> bool:
    """Tell whether a contradiction inside one article is sure enough: its sentences share many words anyway."""
    sure = judgement.score >= _PLAINLY or judgement.features[0] is not one_rejects
    return judgement.stance is Stance.CONTRADICTS and sure
