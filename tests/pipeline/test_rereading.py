"""Whatever people correct, and in whatever order, reading the story again loses none of it."""

import os
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import Conflict, Refused
from app.models import Article, Claim, Excerpt, Person, Story
from app.vocabulary import Stance, Verdict
from tests.databases import Databases
from tests.makers import BROKE, DROWNED, ROADS, Line, Report, add_reports, analyse_as, make_flood, make_person

# The check tries the same few each time; PLUMBLINE_TEST_SEQUENCES=200 tries as many others.
_FEW = 6
_SEQUENCES = int(os.environ.get("PLUMBLINE_TEST_SEQUENCES", _FEW))
HERALD = Report("Lake Herald", "The dam broke at dawn. Nobody drowned in the flood. Schools are shut.")
DAWN = Line("Lake Herald", "The dam broke at dawn.", Stance.SUPPORTS)
NOBODY = Line("Lake Herald", "Nobody drowned in the flood.", Stance.CONTRADICTS)
# What the machine may find: as before, together in one, apart, without one of them, by other homes.
ANALYSES: Sequence[Sequence[Sequence[Line]]] = (
    (DROWNED, BROKE, ROADS),
    ((*DROWNED, *BROKE), ROADS),
    (DROWNED[:1], DROWNED[1:2], BROKE, ROADS),
    (BROKE,),
    (DROWNED[1::-1], BROKE[::-1], ROADS),
    ((*DROWNED, NOBODY), (*BROKE, DAWN), ROADS, [NOBODY]),
)
SENTENCES = ("Rescuers are searching.", "The mayor blamed the rain.", "A dam broke at Lindau.", "Schools are shut.")


class Correcting(RuleBasedStateMachine):
    """A story that a person corrects and the machine reads again, by turns."""

    databases: Databases
    folder: Path

    @initialize()
    def begin(self) -> None:
        self.closing = ExitStack()
        url = self.closing.enter_context(self.databases.fresh(filled_by=_prepare))
        self.database = self.closing.enter_context(closing(Database(Settings(data=self.folder, database_url=url))))
        with self.database.reading() as session:
            self.story: Story = session.scalars(select(Story)).one()
            self.ann: Person = session.scalars(select(Person)).one()
        self.said: dict[str, object] = {}

    def teardown(self) -> None:
        self.closing.close()

    def _claims(self) -> list[Claim]:
        with self.database.reading() as session:
            rows = store.list_claims(session, self.story.id, store.ClaimFilter(), limit=100).items
        return sorted((row.claim for row in rows), key=lambda claim: claim.created_at)

    def _excerpts(self, claim: Claim) -> list[Excerpt]:
        with self.database.reading() as session:
            return list(session.scalars(select(Excerpt).where(col(Excerpt.claim_id) == claim.id)))

    def _pick(self, number: int) -> Claim:
        claims = self._claims()
        return claims[number % len(claims)]

    @precondition(lambda self: self._claims())
    @rule(number=st.integers(0, 9), word=st.sampled_from(["rose", "fell", "broke"]))
    def edit(self, number: int, word: str) -> None:
        claim = self._pick(number)
        with self.database.writing() as session:
            pipeline.edit_claim(session, claim.id, f"The water {word}.", person=self.ann, seen_revision=claim.revision)

    @precondition(lambda self: len(self._claims()) > 1)
    @rule(number=st.integers(0, 9))
    def merge(self, number: int) -> None:
        gone, survivor = self._pick(number), self._pick(number + 1)
        with self.database.writing() as session:
            pipeline.merge_claims(session, gone.id, survivor.id, person=self.ann, seen={})

    @precondition(lambda self: self._claims())
    @rule(number=st.integers(0, 9))
    def split(self, number: int) -> None:
        claim = self._pick(number)
        excerpts = self._excerpts(claim)
        if len(excerpts) > 1:
            with self.database.writing() as session:
                pipeline.split_claim(
                    session,
                    claim.id,
                    "Another claim.",
                    [excerpts[number % len(excerpts)].id],
                    person=self.ann,
                    seen_revision=claim.revision,
                )

    @precondition(lambda self: self._claims())
    @rule(number=st.integers(0, 9))
    def discard(self, number: int) -> None:
        claim = self._pick(number)
        with self.database.writing() as session:
            pipeline.discard_claim(session, claim.id, "No claim.", person=self.ann, seen_revision=claim.revision)

    @precondition(lambda self: self._claims())
    @rule(number=st.integers(0, 9))
    def decide(self, number: int) -> None:
        claim = self._pick(number)
        with self.database.writing() as session:
            pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=self.ann, seen_version=claim.version)

    @precondition(lambda self: self._claims())
    @rule(number=st.integers(0, 9), stance=st.sampled_from(Stance))
    def correct_excerpt(self, number: int, stance: Stance) -> None:
        excerpt = self._excerpts(self._pick(number))[0]
        with self.database.writing() as session:
            pipeline.correct_stance(session, excerpt.id, stance, person=self.ann)
            pipeline.correct_saying(session, excerpt.id, speaker="Ada Obi", origin="", person=self.ann)

    @precondition(lambda self: len(self._claims()) > 1)
    @rule(number=st.integers(0, 9))
    def move(self, number: int) -> None:
        excerpts = self._excerpts(self._pick(number))
        with self.database.writing() as session:
            try:
                pipeline.move_excerpt(session, excerpts[-1].id, self._pick(number + 1).id, person=self.ann)
            except Refused:
                session.rollback()  # It is the only one, or it is there already.

    @rule(sentence=st.sampled_from(SENTENCES), number=st.integers(0, 9), as_claim=st.booleans())
    def add(self, sentence: str, number: int, *, as_claim: bool) -> None:
        with self.database.writing() as session:
            articles = session.scalars(select(Article).order_by(col(Article.text_sha256))).all()
            article = next((one for one in articles if sentence in one.text), None)
            claims = self._claims()
            if article is None or not claims:
                return
            [place] = pipeline.find_places(article.text, sentence)
            try:
                if as_claim:
                    pipeline.add_claim(session, article.id, place, sentence, person=self.ann)
                else:
                    target = claims[number % len(claims)]
                    pipeline.add_excerpt(session, target.id, article.id, place, Stance.SUPPORTS, person=self.ann)
            except Refused:
                session.rollback()  # It is a claim, or held against it, already.

    @rule()
    def undo(self) -> None:
        with self.database.writing() as session:
            try:
                pipeline.undo_last(session, self.story.slug, person=self.ann)
            except (Refused, Conflict):
                session.rollback()

    @rule(found=st.sampled_from(ANALYSES))
    def read_again(self, found: Sequence[Sequence[Line]]) -> None:
        before = self._corrected()
        analyse_as(self.database, self.story, *found)
        after = self._corrected()
        assert {key: after.get(key) for key in before} == before

    def _corrected(self) -> dict[str, object]:
        """Return everything that people have said: of claims that they touched, and of excerpts."""
        with self.database.reading() as session:
            claims = session.scalars(select(Claim).where(col(Claim.revision) > 0)).all()
            excerpts = session.scalars(select(Excerpt)).all()
        kept: dict[str, object] = {
            claim.id: (claim.text, claim.merged_into, claim.withdrawn_because, claim.verdict, claim.version)
            for claim in claims
        }
        for one in excerpts:
            if one.corrected_at:
                kept[f"stance of {one.id}"] = one.stance
            if "speaker" in one.settled:
                kept[f"speaker of {one.id}"] = one.speaker
            if "place" in one.settled:
                kept[f"place of {one.id}"] = (one.claim_id, one.article_id, one.start, one.end)
        return kept

    @invariant()
    def holds(self) -> None:
        for claim in self._claims():
            excerpts = self._excerpts(claim)
            assert excerpts, claim.text
            assert len({(e.article_id, e.start, e.end) for e in excerpts}) == len(excerpts)
            assert [e.position for e in excerpts].count(0) == 1


def _prepare(database: Database) -> None:
    database.migrate()
    story = make_flood(database)
    add_reports(database, story, HERALD)
    make_person(database)


@pytest.fixture
def machine(databases: Databases, tmp_path: Path) -> type[Correcting]:
    class Here(Correcting):
        pass

    Here.databases, Here.folder = databases, tmp_path
    return Here


@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_sequence_of_corrections_is_lost_by_reading_again(machine: type[Correcting]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=_SEQUENCES,
            stateful_step_count=12,
            deadline=None,
            derandomize=_SEQUENCES == _FEW,
            suppress_health_check=list(HealthCheck),
        ),
    )
