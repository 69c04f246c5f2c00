"""What two statements say brought something about."""

from itertools import product

from app.nlp.features.pairs import Finding, Pair, list_common
from app.nlp.lexicon.matching import MEASURES, SUPPOSING
from app.nlp.profiles import Account, Profile
from app.nlp.words import word_key

_MEASURES = frozenset(map(word_key, MEASURES))


def causes_agree(pair: Pair) -> Finding | None:
    """Both name the same cause or origin."""
    if pair.claim.is_hypothetical != pair.passage.is_hypothetical:
        return None
    return _same_cause(pair.claim, pair.claim.accounts, pair.passage, pair.passage.accounts)


def cause_is_rejected(pair: Pair) -> Finding | None:
    """One says that the cause or origin was not what the other names."""
    for rejecter, asserter in ((pair.claim, pair.passage), (pair.passage, pair.claim)):
        if not (asserter.doubt or asserter.denied_accounts or SUPPOSING & asserter.lemmas):
            found = _same_cause(rejecter, rejecter.denied_accounts, asserter, asserter.accounts)
            if found:
                return found
    return None


def same_cause_is_questioned(pair: Pair) -> Finding | None:
    """Both call the same cause into question."""
    claim, passage = _questioned(pair.claim), _questioned(pair.passage)
    return _same_cause(pair.claim, claim, pair.passage, passage)


def effects_differ(pair: Pair) -> Finding | None:
    """They name one cause of different things."""
    if not (pair.claim.accounts and pair.passage.accounts):
        return None
    common = [(a, b) for a, b in product(pair.claim.accounts, pair.passage.accounts) if list_common(a.cause, b.cause)]
    if not common or causes_agree(pair):
        return None
    apart = [(a, b) for a, b in common if a.effect and b.effect]
    return Finding(1.0, "") if apart else None


def cause_is_touched(pair: Pair) -> Finding | None:
    """Both speak of the same cause or origin."""
    every = [p.accounts + p.denied_accounts for p in (pair.claim, pair.passage)]
    return _same_cause(pair.claim, every[0], pair.passage, every[1])


def _questioned(profile: Profile) -> tuple[Account, ...]:
    return profile.denied_accounts or (profile.accounts if profile.doubt else ())


def _same_cause(
    claim: Profile, mine: tuple[Account, ...], passage: Profile, others: tuple[Account, ...]
) -> Finding | None:
    """Return what two statements both name as a cause, where it can be the cause of one thing."""
    if not (mine and others):
        return None
    for a, b in product(mine, others):
        shared = list_common(a.cause, b.cause)
        if shared and (not (a.effect and b.effect) or set(list_common(a.effect, b.effect)) - _MEASURES):
            return Finding(1.0, ", ".join(_text(claim, passage, key) for key in shared))
    return None


def _text(claim: Profile, passage: Profile, key: str) -> str:
    word = claim.words.get(key) or passage.words.get(key)
    return word.text if word else key
