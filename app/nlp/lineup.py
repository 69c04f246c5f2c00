"""A story's articles lined up: what is a copy, what each statement is to others, and which of them are one claim."""

from collections.abc import Iterable, Sequence

from app.nlp.claims import ReadArticle
from app.nlp.copies import Copies
from app.nlp.grouping import Group, Grouping
from app.nlp.index import find_most_candidates
from app.nlp.matching import Matcher
from app.nlp.prepared import Prepared, number_articles, prepare_article


class Lineup:
    """The articles of a story, for as long as it grows and shrinks.

    What it holds follows from the articles that are in it, whatever was in it before; the time that a change takes
    follows from what it changes.
    """

    def __init__(self, read: Sequence[ReadArticle] = ()) -> None:
        self._start(read)
        self.replace(read)

    def _start(self, read: Iterable[ReadArticle]) -> None:
        """Begin anew, for the number of statements that these articles have."""
        self._prepared: dict[str, Prepared] = {}
        self._numbers: dict[str, int] = {}
        self.copies = Copies()
        self.matcher = Matcher(_find_most(read))
        self._grouping = Grouping(self.matcher)

    @property
    def groups(self) -> list[Group]:
        """Return the claims of the story; the same ones as before where nothing has changed for them."""
        return self._grouping.groups

    @property
    def size(self) -> int:
        """Return how many articles are in it."""
        return len(self._prepared)

    def count_known(self, read: Iterable[ReadArticle]) -> int:
        """Count how many of these articles are in it, as they were read."""
        return sum(self._knows(one) for one in read)

    def _knows(self, read: ReadArticle) -> bool:
        known = self._prepared.get(read.article.id)
        return known is not None and known.read is read

    def replace(self, read: Sequence[ReadArticle]) -> None:
        """Line up these articles and no others from now on."""
        ids = [one.article.id for one in read]
        numbers = number_articles(ids, self._numbers)
        if numbers is None or _find_most(read) != self.matcher.most_candidates:
            self._start(read)
            numbers = number_articles(ids, {}) or {}
        wanted = dict(zip(ids, read, strict=True))
        gone = [one for key, one in self._prepared.items() if one.read is not wanted.get(key)]
        new = [prepare_article(one, numbers[one.article.id]) for one in read if not self._knows(one)]
        self._numbers = numbers
        for one in gone:
            del self._prepared[one.read.article.id]
        self._prepared |= {one.read.article.id: one for one in new}
        self.copies.replace([one.read.article.id for one in gone], [one.read.article for one in new])
        changed = self.matcher.replace(gone, new)
        self._grouping.replace([at for one in gone for at in one.profiles], changed)


def _find_most(read: Iterable[ReadArticle]) -> int:
    return find_most_candidates(sum(len(one.statements) for one in read))
