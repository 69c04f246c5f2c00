"""A statement of an article -> its profile: what it says, weighed by how rare its words are."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from app.nlp.backgrounds import find_backgrounds
from app.nlp.causes import find_causes
from app.nlp.claims import LONGEST, ReadArticle, Statement
from app.nlp.dates import DateSpan
from app.nlp.denials import Denial, find_denial
from app.nlp.lexicon.matching import BARE_DOUBT, MAYBE_OTHER
from app.nlp.names import find_names
from app.nlp.names.roles import find_roles
from app.nlp.phrases import merge_phrases
from app.nlp.profiles import Account, Profile, Word, keys_of, says_something
from app.nlp.telling import find_quoted, find_told, speaks_of_self
from app.nlp.words import Token, rarity, tokenize, word_key

# A shorter article is weighed as if it had so many statements: in a brief, every word would seem common.
_LEAST_SIZE = 12
# Who said it counts for nothing when it is compared what was said.
_TOLD = 0.0
_MAYBE_OTHER = re.compile(MAYBE_OTHER, re.IGNORECASE)
_BARE_DOUBT = re.compile(BARE_DOUBT, re.IGNORECASE)
# How many statements back what a doubt without an object is about may have been told.
_RECENT = 4


def read_profiles(read: ReadArticle) -> list[Profile]:
    """Prepare the statements of an article, in order.

    A word tells more the rarer it is in English at large and in this article. Other articles of the story don't
    count, so that one more of them changes nothing between two others.
    """
    profiles: list[Profile] = []
    for statement, background in zip(read.statements, find_backgrounds(read), strict=True):
        profiles.append(prepare(statement, read.article.language, background=background, before=profiles))
    counts = Counter(key for profile in profiles for key in profile.words)
    return [_localised(profile, counts, len(profiles)) for profile in profiles]


def _localised(profile: Profile, counts: Mapping[str, int], size: int) -> Profile:
    most = max(size, _LEAST_SIZE) + 1
    words = {
        key: Word(w.text, w.lemma, w.weight * math.log(most / (counts[key] + 0.25)), w.negated, w.told, w.named)
        for key, w in profile.words.items()
    }
    return replace(profile, words=words)


def prepare(
    statement: Statement,
    language: str = "en",
    *,
    background: DateSpan | None = None,
    before: Sequence[Profile] = (),
) -> Profile:
    """Prepare one statement; `before` are those of the same article that a denial may point back at."""
    text = statement.text[:LONGEST]
    tokens = _tokens(text, language)
    names = {t.start for n in find_names(text) for t in tokens if n.start <= t.start < n.end}
    denial = find_denial(text, tokens, names)
    names |= find_roles(text, tokens, names)
    told = find_told(statement, tokens) - (names if speaks_of_self(statement) else set())
    speaker = {word_key(t.lemma) for t in tokenize(statement.speaker or "", language)}
    words: dict[str, Word] = {}
    for token in filter(says_something, tokens):
        key = word_key(token.lemma)
        if key not in words or (words[key].told and token.start not in told):
            words[key] = _word(
                token, negated=token.start in denial.negated, told=token.start in told, named=token.start in names
            )
    for token in filter(says_something, _tokens(statement.wording[:LONGEST], language)):
        key = word_key(token.lemma)
        words.setdefault(key, _word(token, told=key in speaker, named=token.text[0].isupper()))
    if speaks_of_self(statement):
        for token in filter(says_something, tokenize(statement.speaker or "", language)):
            words.setdefault(word_key(token.lemma), _word(token, named=True))
    rejected = {
        word_key(t.lemma): _word(t, named=t.start in names)
        for t in tokens
        if t.start in denial.rejected and says_something(t)
    }
    party = _keys(tokens, denial.party)
    accounts, denied_accounts = _find_accounts(text, tokens, denial, before)
    if denial.points_back == "cause" and (accounts or denied_accounts):
        denial = replace(denial, points_back="")
    if denial.points_back:
        earlier = _find_earlier(before, said_last=denial.points_back == "this")
        rejected |= earlier.rejected or earlier.said if earlier else {}
        party = party or (earlier.party if earlier else frozenset())
    return Profile(
        statement=statement,
        words=words,
        lemmas=frozenset(t.lemma for t in tokens),
        rejected=rejected,
        party=party,
        core=frozenset() if denial.points_back else _keys(tokens, denial.core),
        thing=_keys(tokens, denial.thing),
        of_cause=denial.of_cause,
        points_back=bool(denial.points_back),
        accounts=accounts,
        denied_accounts=denied_accounts,
        absent=_keys(tokens, denial.absent),
        quoted=find_quoted(statement.text),
        background=background,
        language=language,
    )


def _tokens(text: str, language: str) -> Sequence[Token]:
    tokens = tokenize(text, language)
    return merge_phrases(tokens) if language == "en" else tokens


def _find_accounts(
    text: str, tokens: Sequence[Token], denial: Denial, before: Sequence[Profile]
) -> tuple[tuple[Account, ...], tuple[Account, ...]]:
    """Return the causes that a statement names, and those that it denies.

    "It was something else" denies what the same statement supposes or, failing that, what was last named as a cause.
    """
    named: list[Account] = []
    denied: list[Account] = []
    points_back = denial.points_back == "cause" or bool(_BARE_DOUBT.search(text))
    for found in find_causes(text, tokens):
        account = Account(_keys(tokens, found.agent), _keys(tokens, found.effect))
        if account.cause:
            (denied if found.agent & (denial.rejected | denial.negated) else named).append(account)
    if points_back and not (denied or named):
        last = next((p for p in reversed(before[-_RECENT:]) if p.accounts or p.denied_accounts), None)
        named = list(last.accounts or last.denied_accounts if last else ())
    if denial.points_back == "cause" and not (denied or _MAYBE_OTHER.search(text)):
        named, denied = [], named
    return tuple(named), tuple(denied)


def _keys(tokens: Sequence[Token], starts: Set[int]) -> frozenset[str]:
    return keys_of(t for t in tokens if t.start in starts)


def _word(token: Token, *, negated: bool = False, told: bool = False, named: bool = False) -> Word:
    bare = token.text.removesuffix("'s").removesuffix("’s")
    weight = math.pow(rarity(token.lemma), 1.5) * (_TOLD if told else 1.0)
    return Word(bare, token.lemma, weight, negated, told, named)


def _find_earlier(before: Sequence[Profile], *, said_last: bool) -> Profile | None:
    """Return what "the claim is false" points back at: what the article has rejected already, or what it said last.

    "Denies this" rejects what was said last, whatever was rejected before.
    """
    earlier = None if said_last else next((p for p in reversed(before) if p.rejected), None)
    return earlier or (before[-1] if before else None)
