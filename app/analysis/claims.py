"""What is held against a statement -> a claim with its origins and the verdict that they suggest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from app.analysis.values import Claim, Excerpt
from app.judges import Sheet
from app.nlp.claims import ReadArticle, Statement
from app.nlp.names import same_name
from app.nlp.origins import Directory, Origin, count_independent, merge_origins
from app.nlp.overtaken import Told, explain_overtaking, share_a_figure
from app.verdict import Evidence, suggest
from app.vocabulary import Counting, Stance


@dataclass(frozen=True, slots=True)
class Moved:
    """Articles that are, or are not, copies otherwise than before, and speakers of whom more is told, or less."""

    articles: Set[str]
    speakers: Set[str]

    def __bool__(self) -> bool:
        return bool(self.articles or self.speakers)

    def touches(self, sheet: Sheet) -> bool:
        """Tell whether any statement of a sheet is of one of these."""
        return self._is_of(sheet.home) or any(self._is_of(statement) for statement, _ in sheet.held)

    def _is_of(self, statement: Statement) -> bool:
        said = statement.attribution
        return statement.article in self.articles or (said is not None and said.speaker in self.speakers)


@dataclass(frozen=True, slots=True)
class Story:
    """What making a claim needs to know of its story."""

    read: Mapping[str, ReadArticle]
    speakers: Directory
    copy_of: Mapping[str, str]
    counting: Counting

    def find_moved(self, before: "Story") -> "Moved":
        """Return what is told otherwise of an article or of a speaker than in the story as it was before."""
        articles = {copy for copy, _ in self.copy_of.items() ^ before.copy_of.items()}
        articles |= {article for article, read in before.read.items() if self.read.get(article) is not read}
        return Moved(articles, self.speakers.find_moved(before.speakers))

    def make_claim(self, sheet: Sheet) -> Claim:
        """Return what is held against a statement as a claim, with its origins and the verdict that they suggest."""
        home = sheet.home
        excerpts = self._date(tuple(_excerpts(sheet)))
        bearing = [e.statement for e in excerpts if e.stance in {Stance.STATES, Stance.SUPPORTS}]
        origins = merge_origins(filter(None, map(self.speakers.find_origin, bearing)))
        independent = count_independent(origins)
        names = self._find_names(excerpts, origins)
        suggestion = suggest(
            [self._evidence(e, names) for e in excerpts],
            counting=self.counting,
            independent_origins=independent,
        )
        return Claim(
            text=home.wording,
            checkworthiness=home.checkworthiness,
            why=home.why,
            excerpts=excerpts,
            origins=tuple(origin.name for origin in origins),
            independent_origins=independent,
            suggested_verdict=suggestion.verdict,
            basis=suggestion.basis,
            reasons=suggestion.reasons,
            judge=sheet.judge,
            judge_version=sheet.judge_version,
        )

    def _date(self, excerpts: tuple[Excerpt, ...]) -> tuple[Excerpt, ...]:
        """Return the excerpts, those whose figure has moved since as related: a figure of another day is no dispute."""
        bearing = [e for e in excerpts if e.stance in {Stance.STATES, Stance.SUPPORTS} and e.statement.quantities]
        moved = {n: why for n, e in enumerate(excerpts) if e.conflict and (why := self._find_move(e, bearing))}
        repeated = {
            n: moved[m]
            for n, e in enumerate(excerpts)
            for m in moved
            if e.conflict and n not in moved and share_a_figure(excerpts[m].statement, e.statement)
        }
        moved |= repeated
        return tuple(_overtaken(e, moved[n]) if n in moved else e for n, e in enumerate(excerpts))

    def _find_move(self, excerpt: Excerpt, bearing: Iterable[Excerpt]) -> str:
        told = self._told(excerpt)
        return next((why for e in bearing if (why := explain_overtaking(self._told(e), told))), "")

    def _told(self, excerpt: Excerpt) -> Told:
        origin = self.speakers.find_origin(excerpt.statement)
        return Told(excerpt.statement, origin.name if origin else None, self.read[excerpt.statement.article])

    def _find_names(self, excerpts: Iterable[Excerpt], origins: Sequence[Origin]) -> dict[str, str]:
        """Return the name by which an origin of the claim goes, for each name that one of its excerpts has it from."""
        told = {own.name for e in excerpts if (own := self.speakers.find_origin(e.statement))}
        met = ((name, next((o.name for o in origins if same_name(o.name, name)), None)) for name in told)
        return {name: known for name, known in met if known}

    def _evidence(self, excerpt: Excerpt, names: Mapping[str, str]) -> Evidence:
        """Return an excerpt as the verdict's rules see it."""
        article = self.read[excerpt.statement.article].article
        own = self.speakers.find_origin(excerpt.statement)
        return Evidence(
            stance=excerpt.stance,
            source=article.publisher or article.id,
            family=article.family,
            text=self.copy_of.get(article.id, article.id),
            origin=names.get(own.name) if own else None,
            conflict=excerpt.conflict or None,
            speaker=excerpt.statement.speaker,
            moved=excerpt.conflict if excerpt.stance is Stance.RELATED else None,
        )


def _overtaken(excerpt: Excerpt, why: str) -> Excerpt:
    told = f"{excerpt.conflict}, {why}"
    reasons = (f"A later figure by the same speaker: {told}.", *excerpt.reasons[1:])
    return replace(excerpt, stance=Stance.RELATED, reasons=reasons, conflict=told)


def _excerpts(sheet: Sheet) -> Iterator[Excerpt]:
    """Yield the excerpts of a claim: its home, what else states it, and what is held against it."""
    yield Excerpt(sheet.home, Stance.STATES, 1.0, ("The claim is taken from here.",))
    for statement, told in sheet.held:
        yield Excerpt(statement, told.stance, told.score, told.reasons, told.conflict)
