"""An article of a story, prepared once for every analysis that it takes part in, with what these made of it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from app.nlp.claims import Article, ReadArticle
from app.nlp.features import Pair, find_likeness, one_rejects
from app.nlp.lazy import lazy
from app.nlp.names import same_name
from app.nlp.profiles import Profile, read_profiles
from app.nlp.stances import Judgement, judge
from app.vocabulary import Stance

# How many statements are kept prepared, those that were asked for last: each is held against 20 others at most.
_MOST_STATEMENTS = 100_000
# Against how many statements behind it one is held in its own article, and how surely one has to reject another.
_NEAR = 40
_PLAINLY = 0.7
# More statements than an article can have, so that no two statements of two articles have one number.
_LONGEST = 1 << 32


@dataclass(frozen=True, slots=True)
class Known:
    """What an analysis made of two statements: how like they are, what that is worth beside rivals, the judgement."""

    alike: float
    score: float
    judgement: Judgement | None


@dataclass
class Prepared:
    """The statements of one article, each with a number that no other statement of this process has.

    `known` is what the last analysis made of each statement and those of later articles, by their numbers. It depends
    on nothing but the two statements and the score beside it, so that it holds for as long as both are the same.
    """

    read: ReadArticle
    profiles: list[Profile]
    numbers: list[int]
    known: list[dict[int, Known]] = field(default_factory=list)

    @lazy
    def disputes(self) -> list[tuple[int, int, Judgement]]:
        """Return the contradictions inside the article: somebody's account, and what somebody else says against it."""
        found = []
        for a, claim in enumerate(self.profiles):
            for b, passage in enumerate(self.profiles[a + 1 : a + 1 + _NEAR], a + 1):
                if _may_dispute(claim, passage):
                    pair = Pair(claim, passage, find_likeness(claim, passage))
                    judgement = judge(pair, pair.likeness)
                    if judgement and _is_plain_dispute(judgement):
                        found.append((a, b, judgement))
        return found


class _Shelf:
    """The articles that were prepared last, up to so many statements."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Article, Prepared] = OrderedDict()
        self._statements = 0
        self._numbers = count()
        self._lock = Lock()

    def take(self, read: ReadArticle) -> Prepared:
        """Return an article as it was prepared for this very reading of it, or prepare it."""
        with self._lock:
            kept = self._kept.get(read.article)
            if kept is not None and kept.read is read:
                self._kept.move_to_end(read.article)
                return kept
        profiles = read_profiles(read)
        with self._lock:
            first = next(self._numbers) * _LONGEST
            made = Prepared(read, profiles, list(range(first, first + len(profiles))))
            self._put(made)
        return made

    def _put(self, made: Prepared) -> None:
        before = self._kept.pop(made.read.article, None)
        self._kept[made.read.article] = made
        self._statements += len(made.profiles) - (len(before.profiles) if before else 0)
        while self._statements > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._statements -= len(oldest.profiles)


prepare_article = _Shelf(_MOST_STATEMENTS).take


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
