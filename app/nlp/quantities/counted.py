"""What a number counts or measures: its noun and what happened to those it names, or the subject of its sentence."""

from app.nlp.lexicon.counted import AUXILIARIES, CLASHING, EVENTS, HUMAN_EVENTS, PREPOSITIONS_OF_PLACE, STOPS, TOLLS
from app.nlp.lexicon.dates import MONTHS
from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.units import DIMENSIONS
from app.nlp.quantities.nouns import Noun, is_participle, is_plural, singular
from app.nlp.quantities.tokens import Tokens

_SAYING = 5
_VERBS = word_set(
    "rose fell grew climbed dropped was were is are reached stood hit jumped increased decreased declined rises"
    " falls has have had"
    " rising falling measuring measured totalled totaled averaged gained lost slipped cost costs will would can"
    " could be been at to by"
)
_MADE = word_set("forced told ordered made asked urged obliged compelled")
_LONGEST_SUBJECT = 12
_CLAUSE_SIGNS = frozenset('.!?;:,"“”—–')
_CLAUSE_WORDS = word_set("that which who where when after before while because but said and says than if")
_OBJECTS = word_set(
    "the a an its their his her several some at more about around nearly up no two three four five six dozens hundreds"
)
_LEADS = word_set("another a the further with us all some of total up to")
_POSSESSIVES = frozenset({"the", "its", "their"})
_LONGEST_BRACKET = 12
_MODIFIERS = word_set("who that which in on at from of near with inside outside aboard")
_TURNS = frozenset({"hour", "day", "night", "week", "month", "year", "season", "game"})
_PASSIVES = word_set("was were been being")
_LOSING = frozenset({"lost", "lose", "losing"})
_OWN = frozenset({"their", "his", "her"})
_LIVES = frozenset({"lives", "life"})
_KILLED = "killed"
_JOINING = word_set("joined join joining attended staged held")
_CROWDS = word_set("protest protests march rally demonstration demonstrations vigil procession parade")
_GATHERED = "gathered"
_OTHERS = "other"
_ARTICLES = frozenset({"a", "the"})
_LONGEST_MODIFIER = 16


def fate_after(tokens: Tokens, stop: int) -> str:
    """Return what happened to those counted, told after the noun: "killed or wounded", "evacuated", "in shelters"."""
    told = _past_modifier(tokens, stop)
    if told:
        return tokens.slice(told, _past_second_fate(tokens, told + 1))
    place = stop
    while place - stop < _SAYING and (tokens.word(place) in AUXILIARIES or tokens.word(place).endswith("ly")):
        place += 1
    passive = place > stop
    if tokens.word(place) in _MADE and tokens.word(place + 1) == "to":
        place += 2
    word = tokens.word(place)
    if word in _LOSING and tokens.word(place + 1) in _OWN and tokens.word(place + 2) in _LIVES:
        return _KILLED
    if word in _JOINING and tokens.word(place + 1) in _ARTICLES and tokens.word(place + 2) in _CROWDS:
        return _GATHERED
    if (
        passive
        and word in PREPOSITIONS_OF_PLACE
        and tokens.word(place + 1).isalpha()
        and tokens.word(place + 1) not in STOPS
    ):
        return tokens.slice(place, place + 2)
    if not is_participle(word) or not (passive or _has_no_object(tokens, place)):
        return ""
    return tokens.slice(place, _past_second_fate(tokens, place + 1))


def _past_modifier(tokens: Tokens, stop: int) -> int:
    """Return the place of what happened to those counted, behind what tells more of them, or 0.

    "200 troops who held the bridge were killed", "40 people from the village were arrested".
    """
    opening = tokens.word(stop)
    if not (opening in _MODIFIERS or opening.endswith("ing")):
        return 0
    for place in range(stop + 1, min(stop + _LONGEST_MODIFIER, len(tokens.words))):
        word = tokens.words[place]
        if word in _CLAUSE_SIGNS or word in _CLAUSE_WORDS or word == "and" or tokens.is_number(place):
            return 0
        if word in _PASSIVES:
            return place + 1 if EVENTS.get(tokens.word(place + 1)) in CLASHING else 0
    return 0


def _has_no_object(tokens: Tokens, place: int) -> bool:
    """Tell whether the participle at `place` needs no "were": "soldiers killed in", and not "soldiers killed three"."""
    following = tokens.word(place + 1)
    if tokens.words[place] not in EVENTS and following.isalpha() and following not in STOPS:
        return False
    return not (tokens.is_number(place + 1) or following in _OBJECTS)


def _past_second_fate(tokens: Tokens, end: int) -> int:
    """Return the token after "or wounded" where it stands at `end`, or `end`."""
    joined = end + (tokens.word(end) == ",")
    if tokens.word(joined) not in ("or", "and"):
        return end
    other = joined + 1
    while tokens.word(other) in AUXILIARIES and other - joined < 3:
        other += 1
    return other + 1 if is_participle(tokens.word(other)) else end


def fate_before(tokens: Tokens, first: int) -> str:
    """Return what happened to those counted, told by the verb before the number: "killing 13"."""
    for place in range(first - 1, max(-1, first - 4), -1):
        word = tokens.words[place]
        if word in EVENTS:
            earlier = EVENTS.get(tokens.word(place - 2)) if tokens.word(place - 1) in ("or", "and") else None
            return f"{earlier} {tokens.word(place - 1)} {EVENTS[word]}" if earlier else EVENTS[word]
        if word not in _LEADS:
            break
    return ""


def subject_before(tokens: Tokens, first: int) -> str:
    """Return the words before a number, back to the beginning of its clause, that name what it measures.

    In "the water levels in the valley rose to 3 meters" they are "water levels in the valley".
    """
    named: list[int] = []
    for place in range(first - 1, max(-1, first - _LONGEST_SUBJECT), -1):
        word = tokens.words[place]
        if (
            word in _CLAUSE_SIGNS
            or (named and word in _CLAUSE_WORDS)
            or "\n" in tokens.text[tokens.ends[place] : tokens.starts[place + 1]]
        ):
            break
        if word.isalpha() and len(word) > 1 and word not in STOPS and word not in _VERBS and not word.endswith("ly"):
            named.append(place)
    return tokens.slice(named[-1], named[0] + 1) if named else ""


def measured(tokens: Tokens, first: int, stop: int) -> str:
    """Return what a measure is of: "wide crater" at a "12-meter-wide crater", "rain" in "30 mm of rain"."""
    place = _past_brackets(tokens, stop)
    place += tokens.word(place) == "-"
    word = tokens.word(place)
    if word in ("of", "in") and tokens.word(place + 1) not in MONTHS["en"]:
        end = _past_words(tokens, place + 1, 4)
        if end > place + 1:
            return tokens.slice(place + 1, end)
    if word in DIMENSIONS:
        end = _past_words(tokens, place + 1, 2)
        return tokens.slice(place, end) if end > place + 1 else f"{subject_before(tokens, first)} {word}".strip()
    return subject_before(tokens, first)


def _rate(tokens: Tokens, stop: int) -> str:
    """Return " a day" where so many things are counted a day, an hour, each week, per year."""
    said = tokens.word(stop) in ("a", "an", "per", "each", "every") and tokens.word(stop + 1) in _TURNS
    return f" a {tokens.word(stop + 1)}" if said else ""


def shared_out(tokens: Tokens, first: int, stop: int) -> str:
    """Return what a share is taken of: "voters" in "one in five voters", "a third of voters"."""
    end = _past_words(tokens, stop, 4)
    while end > stop and not is_plural(tokens.words[end - 1]):
        end -= 1
    return tokens.slice(stop, end) or measured(tokens, first, stop)


def _past_brackets(tokens: Tokens, place: int) -> int:
    """Return the token after what stands in brackets at `place`."""
    start = place
    while tokens.word(place) == "(" and place - start < _LONGEST_BRACKET:
        while tokens.word(place) not in (")", "") and place - start < _LONGEST_BRACKET:
            place += 1
        place += 1
    return place


def _past_words(tokens: Tokens, place: int, most: int) -> int:
    """Return the end of the run of content words from `place`, `most` at the most."""
    end = place
    while (
        end - place < most
        and tokens.word(end).isalpha()
        and (tokens.word(end) not in STOPS or tokens.word(end) in _POSSESSIVES)
    ):
        end += 1
    return end


def describe_count(tokens: Tokens, first: int, noun: Noun | None, stop: int) -> tuple[str, str]:
    """Return the unit and the description of a count, its fate included."""
    after, before = fate_after(tokens, noun.stop if noun else stop), fate_before(tokens, first)
    fate = (before or after) if after.partition(" ")[0] in PREPOSITIONS_OF_PLACE else (after or before)
    is_human = any(EVENTS.get(word) in HUMAN_EVENTS for word in fate.lower().split())
    if noun is not None and noun.singular == _OTHERS and is_human:
        return "person", f"{noun.phrase} {fate}"
    if noun is not None:
        return noun.singular, f"{noun.phrase}{_rate(tokens, noun.stop)} {fate}".strip()
    if is_human:
        return "person", f"people {fate}"
    subject = subject_before(tokens, first)
    words = subject.lower().split()
    if not TOLLS.isdisjoint(words):
        return "person", subject
    numbered = [singular(word) for word in words[2:] if is_plural(word)] if words[:2] == ["number", "of"] else []
    return (numbered[0] if numbered else ""), subject
