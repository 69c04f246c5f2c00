"""The judge that asks a language model, at any address that speaks OpenAI's chat completions."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from app.judges.interface import Judgement, Pair, Unjudged
from app.judges.llm.answering import AnswerRefused, read_answer
from app.judges.llm.budget import Budget, NotAsked
from app.judges.llm.calling import Line
from app.judges.llm.keeping import Kept
from app.judges.llm.prompt import VERSION, ask_about
from app.nlp.claims import Statement
from app.vocabulary import JudgeName

__all__ = ["Budget", "Kept", "LanguageModel", "Line"]

_LONGEST_VERSION = 40


class LanguageModel:
    """Has a model tell stance and reasons of each pair, and takes its word only where it points at the passage's.

    Each pair is a question of its own: what an article tries to say to the model can change nothing about others.
    """

    name = JudgeName.LLM

    def __init__(self, line: Line, kept: Kept, at_once: int) -> None:
        self._line = line
        self._kept = kept
        self._at_once = at_once

    @property
    def version(self) -> str:
        """Return the version of our question and the model's name, cut to what is kept with a suggestion."""
        return f"{VERSION} {self._line.model.rsplit('/', 1)[-1]}"[:_LONGEST_VERSION]

    def find(self, claims: Sequence[Statement], passages: Sequence[Statement]) -> Sequence[Sequence[int]]:
        """Return nothing more: asking about every pair of a story would cost too much."""
        return [() for _ in claims]

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Judgement | Unjudged]:
        """Ask about each pair, a few at once."""
        with ThreadPoolExecutor(self._at_once) as threads:
            return list(threads.map(self._judge, pairs))

    def _judge(self, pair: Pair) -> Judgement | Unjudged:
        messages = ask_about(pair)
        kept = self._kept.find(self._line.model, messages)
        try:
            if kept is not None:
                return read_answer(kept, pair.passage)
            said = self._line.ask(messages)
            judgement = read_answer(said, pair.passage)
        except (AnswerRefused, NotAsked) as reason:
            return Unjudged(str(reason))
        self._kept.keep(self._line.model, messages, said)
        return judgement
