"""Two figures that are the ends of one range, or the two sides of a score."""

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.quantities import BETWEEN, RANGE_WORDS
from app.nlp.quantities.clock import read_clock
from app.nlp.quantities.figures import Figure, follows_a_move, moved_by, read_figure
from app.nlp.quantities.tokens import Tokens
from app.nlp.quantities.units import Unit, read_prefix

_DASHES = frozenset("-–—−~")
_SCORES = word_set(
    "win won wins beat beats beating victory defeat defeated lead led draw drew drawn lost loss score scored"
    " scoreline tie tied ahead"
    " behind thrashed vote voted ruled ruling decision margin"
)
_HIGHEST_SCORE = 199
_STEP = 4  # How many times the step of a movement its end is at least: "rose $1.20 to $83.45".


def read_second(tokens: Tokens, figure: Figure, language: str) -> Figure | None:
    """Return the second end of a range that begins with `figure`: "10 to 12", "between 5 and 7", "$3-$5 billion"."""
    if figure.numeral.style in ("vague", "fraction"):
        return None
    sign = tokens.word(figure.stop)
    openers, joiner = BETWEEN.get(language, BETWEEN["en"])
    between = sign == joiner and any(tokens.word(figure.first - back) in openers for back in (1, 2, 3))
    up_to = sign == "up" and tokens.word(figure.stop + 1) == "to" and tokens.word(figure.first - 1) == "from"
    if not (between or up_to or sign in _DASHES or sign in RANGE_WORDS.get(language, RANGE_WORDS["en"])):
        return None
    at = _past_currency(tokens, _past_joiner(tokens, figure.stop))
    if at >= len(tokens.words) or not tokens.words[at][0].isalnum() or read_clock(tokens, at) is not None:
        return None
    second = read_figure(tokens, at, language)
    if second is None or second.numeral.style not in ("digits", "words"):
        return None
    return second if up_to or between or _is_range(tokens, figure, second, sign) else None


def _past_joiner(tokens: Tokens, place: int) -> int:
    """Return the token after "to", "-", "-to-", "up to"."""
    start = place
    while place - start < 3 and (tokens.word(place) in _DASHES or place == start or tokens.word(place) == "to"):
        place += 1
    return place


def _past_currency(tokens: Tokens, at: int) -> int:
    """Return the place of the number after a currency at `at`."""
    return next((at + step for step in (1, 2) if tokens.is_number(at + step) and read_prefix(tokens, at + step)), at)


def _is_range(tokens: Tokens, a: Figure, b: Figure, sign: str) -> bool:
    low, high = low_of_two(a, b), abs(b.high)
    tight = tokens.touches(a.stop) or b.numeral.scale > a.numeral.scale == 1
    if not _same_measure(a.unit, b.unit, tight=tight, prefixed=b.prefix is not None):
        return False
    if sign == "or":
        return high - low == 1 or (a.unit is None and low < high <= 2 * low)
    if follows_a_move(tokens, a.first) or (sign == "to" and high > _STEP * low and moved_by(tokens, a.first)):
        return False
    return low < high or (sign in _DASHES and is_score(tokens, a, b))


def _same_measure(mine: Unit | None, others: Unit | None, *, tight: bool, prefixed: bool) -> bool:
    """Tell whether the units of two figures let them be the ends of one range."""
    if mine is None:
        return not prefixed
    if others is None:
        return mine.kind == "money" and tight
    return mine.name.partition(" per ")[0] == others.name.partition(" per ")[0]


def low_of_two(a: Figure, b: Figure) -> float:
    """Return the lower end of a range, which may take its magnitude from the upper one ("10 to 12 million")."""
    shares = a.numeral.scale == 1 and b.numeral.scale > 1 and a.low * b.numeral.scale <= abs(b.high)
    return a.low * b.numeral.scale if shares else a.low


def is_score(tokens: Tokens, a: Figure, b: Figure) -> bool:
    """Tell whether "3-1" is a score: two small whole numbers in digits, falling or with a word of winning or losing
    near."""
    whole = a.low % 1 == 0 and b.high % 1 == 0 and max(a.low, abs(b.high)) <= _HIGHEST_SCORE
    if a.unit or b.unit or a.prefix or not whole or tokens.word(a.stop) not in _DASHES or not tokens.touches(a.stop):
        return False
    near = tokens.words[max(0, a.first - 8) : a.first] + tokens.words[b.stop : b.stop + 4]
    return a.low >= abs(b.high) or not _SCORES.isdisjoint(near)
