"""What scores a claim and a passage: one interface; words by default, models of meaning and of language as extras."""

from app.judges.asking import GoOn, Sheet, ask, explain_unjudged
from app.judges.choosing import check_judge, list_judges, make_judge
from app.judges.interface import Judge, Judgement, Pair, Unjudged
from app.judges.lexical import Lexical

__all__ = [
    "GoOn",
    "Judge",
    "Judgement",
    "Lexical",
    "Pair",
    "Sheet",
    "Unjudged",
    "ask",
    "check_judge",
    "explain_unjudged",
    "list_judges",
    "make_judge",
]
