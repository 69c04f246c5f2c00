"""What the last analyses of stories made, from which the next ones take what is still the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from app.analysis.claims import Story
from app.analysis.values import Claim
from app.judges import Judgement, Sheet
from app.nlp.claims import ReadArticle
from app.nlp.grouping import Group
from app.nlp.lineup import Lineup
from app.vocabulary import Stance

# How many stories are kept lined up, those that were analysed last, and of how many statements together.
_MOST_STORIES = 16
_MOST_STATEMENTS = 100_000


class Standing:
    """A story as it was analysed last: its articles lined up, and the claims that were made of them.

    Nothing of it shows in a result: a sheet or a claim is taken over only where all that it is made of is the same.
    """

    def __init__(self) -> None:
        self.lineup = Lineup()
        self._sheets: dict[Group, Sheet] = {}
        self._claims: dict[Sheet, Claim] = {}
        self._story: Story | None = None

    def line_up(self, read: Sequence[ReadArticle]) -> list[Sheet]:
        """Line these articles up and no others, and return what words hold against each claim, by where it stands."""
        self.lineup.replace(read)
        self._sheets = {group: self._sheets.get(group) or self._make_sheet(group) for group in self.lineup.groups}
        return sorted(self._sheets.values(), key=_place)

    def _make_sheet(self, group: Group) -> Sheet:
        """Return a claim's home and what words hold against it: what else states it, and what is beside it."""
        profiles = self.lineup.matcher.profiles
        home, *members = group.members
        stated = [(at, group.stances[at], Stance.STATES) for at in members]
        beside = [(at, told, told.stance) for at, told in group.others]
        held = (
            (profiles[at].statement, Judgement(stance, told.score, told.reasons, conflict=told.conflict))
            for at, told, stance in stated + beside
        )
        return Sheet(profiles[home].statement, tuple(held))

    def make_claims(self, sheets: Sequence[Sheet], story: Story) -> list[Claim]:
        """Return the claim of each sheet, those of the last time where nothing that they rest on is otherwise now."""
        before, known = self._story, self._claims
        if before is None or before.counting is not story.counting:
            known = {}
        moved = story.find_moved(before) if before else None
        self._claims = {
            sheet: known[sheet] if sheet in known and not (moved and moved.touches(sheet)) else story.make_claim(sheet)
            for sheet in sheets
        }
        self._story = story
        return list(self._claims.values())


def _place(sheet: Sheet) -> tuple[str, int, int]:
    return (sheet.home.article, sheet.home.start, sheet.home.end)


class _Shelf:
    """The stories that were analysed last, up to so many statements; whoever takes one has it to themselves."""

    def __init__(self) -> None:
        self._stories: list[Standing] = []
        self._lock = Lock()

    def take(self, read: Sequence[ReadArticle]) -> Standing:
        """Take out the story that has most of these articles, if they are most of its own, or begin one."""
        with self._lock:
            nearest = max(self._stories, key=lambda one: one.lineup.count_known(read), default=None)
            if nearest is None or 2 * nearest.lineup.count_known(read) <= nearest.lineup.size:
                return Standing()
            self._stories.remove(nearest)
            return nearest

    def put(self, standing: Standing) -> None:
        """Put a story back, and let those go that were not taken for longest where there are too many."""
        with self._lock:
            self._stories.append(standing)
            while len(self._stories) > _MOST_STORIES or self._count() > _MOST_STATEMENTS:
                self._stories.pop(0)

    def _count(self) -> int:
        return sum(len(one.lineup.matcher.profiles) for one in self._stories)


_SHELF = _Shelf()


@contextmanager
def lend(read: Sequence[ReadArticle]) -> Iterator[Standing]:
    """Lend the story that these articles change least; what fails on the way isn't kept."""
    standing = _SHELF.take(read)
    yield standing
    _SHELF.put(standing)
