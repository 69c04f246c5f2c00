"""What makes a statement worth checking, and where a sentence may be cut, as plain data."""

# What may join two statements, each with a subject and a verb of its own; bounded, so that blanks cost no time.
JOINTS = (
    r",?\s{1,2}(?:and|but|yet|while|whereas|although|though)\s{1,2}"
    r"|;\s{1,2}(?:however,?\s{1,2})?|,?\s--?\s|\s?[—–]\s?"
)

_SUBJECTS = """
i you he she it we they this these those there both nobody everyone the a an his her its their our
"""
SUBJECTS = frozenset(_SUBJECTS.split())

# Auxiliaries and common verbs in the forms in which they follow a subject; others are known by their lemma and ending.
_FINITE = """
is are was were has have had will would can could may might must shall should do does did am isn't aren't wasn't
weren't hasn't haven't hadn't won't wouldn't can't couldn't don't doesn't didn't cannot said says told made took came
went gave found saw left felt kept held began became fell rose grew lost won sent met ran led paid put set cut hit
hurt shot broke wrote spoke drove flew fought sought brought bought caught taught thought struck sank swept
"""
FINITE = frozenset(_FINITE.split())

SEVERITY = {
    "casualties": frozenset(
        (
            "die",
            "kill",
            "dead",
            "death",
            "fatality",
            "casualty",
            "injure",
            "injury",
            "wound",
            "hurt",
            "victim",
            "survivor",
            "missing",
        )
    ),
    "force": frozenset(
        (
            "attack",
            "bomb",
            "shoot",
            "missile",
            "rocket",
            "shell",
            "drone",
            "troop",
            "soldier",
            "army",
            "military",
            "war",
            "battle",
            "capture",
            "weapon",
        )
    ),
    "disaster": frozenset(
        (
            "earthquake",
            "flood",
            "fire",
            "storm",
            "hurricane",
            "blast",
            "explosion",
            "crash",
            "collapse",
            "evacuate",
            "damage",
            "destroy",
            "landslide",
        )
    ),
    "law": frozenset(
        (
            "court",
            "judge",
            "arrest",
            "charge",
            "convict",
            "sentence",
            "police",
            "prosecutor",
            "lawsuit",
            "trial",
            "accuse",
            "allege",
            "illegal",
            "jail",
        )
    ),
    "politics": frozenset(
        (
            "vote",
            "election",
            "president",
            "minister",
            "government",
            "parliament",
            "law",
            "resign",
            "sanction",
            "treaty",
            "party",
        )
    ),
    "money": frozenset(
        ("price", "profit", "tax", "budget", "debt", "inflation", "bank", "market", "share", "company", "job", "wage")
    ),
    "health": frozenset(("virus", "disease", "vaccine", "hospital", "patient", "infect", "outbreak", "drug")),
    "sport": frozenset(("match", "goal", "win", "score", "league", "champion", "tournament")),
}
