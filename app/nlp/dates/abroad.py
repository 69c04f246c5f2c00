"""Parts and runs of dates as languages other than English tell them: "finales de marzo", "Ende März", "fin 2023"."""

from app.nlp.dates import calendar
from app.nlp.dates.calendar import Period
from app.nlp.dates.reader import Atom, Reader
from app.nlp.dates.spans import STEPS, read_count
from app.nlp.lexicon.dates import LATEST, PART_LINKS, PARTS_ABROAD
from app.nlp.lexicon.units import MEASURES

_LONGEST_LINK = 3


def part_abroad(reader: Reader, at: int) -> tuple[str, int]:
    """Return which part of a date the word at `at` takes, and where the date begins; "" where it takes none.

    >>> from app.nlp.quantities.tokens import tokenise
    >>> part_abroad(Reader(tokenise("a finales de marzo"), "es", None), 1)
    ('late', 3)
    """
    name = PARTS_ABROAD.get(reader.language, {}).get(reader.tokens.word(at), "")
    place = at + 1
    while place <= at + _LONGEST_LINK and reader.tokens.word(place) in PART_LINKS:
        place += 1
    return name, place


def read_latest(reader: Reader, at: int) -> Atom | None:
    """Read "los últimos tres meses", "ces trois derniers mois", "die vergangenen drei Monate" up to publication."""
    if reader.published is None:
        return None
    latest = LATEST.get(reader.language, frozenset())
    led = reader.tokens.word(at) in latest
    count, after = read_count(reader, at + led)
    trailing = not led and reader.tokens.word(after) in latest
    unit = MEASURES.get(reader.tokens.word(after + trailing), "")
    if count is None or not (led or trailing) or unit not in STEPS:
        return None
    return Atom(Period(calendar.shift(reader.published, unit, -count), reader.published), after + trailing + 1)
