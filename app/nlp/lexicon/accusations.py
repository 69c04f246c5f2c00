"""Turns by which one accuses another of having begun it, or says that they did nothing wrong, as plain data."""

_HAD = r"(?:\s(?:had|have|has|who|that)){0,4}\s"
BEGINNINGS = {
    "fired first": _HAD + r"(?:(?:shot|fired|attacked|struck|opened fire) first|"
    r"(?:fired|let off) the first (?:shots?|rounds?|shells?))\b",
    "began the fighting": _HAD + r"(?:started|began|begun|provoked) the "
    r"(?:fight(?:ing)?|shooting|violence|clash(?:es)?|war|riots?|brawl|battle)\b",
    "broke the truce": _HAD + r"(?:broke|broken|violated|breached) (?:the|an?) (?:[\w-]+ )?"
    r"(?:truce|cease-?fire|armistice|agreement|deal)\b",
}
"""What was begun -> the turn that says so; whoever began it stands in front."""

BEGUN = r"\b(?:first|started|began|begun|provoked|broken?|violated|breached)\b"
"""A word that each of them holds."""

AGENT_BREAKS = r"[.,;:!?“”\"()—–]|\b(?:that|when|after|before|because|while|and|but|was|were|said|says)\b"
"""Where the phrase in front of a verb begins."""

_TAKING = r"(?:took|taken?|taking|accept(?:ed|ing)?|receiv(?:ed?|ing))"
_MONEY = r"(?:money|bribes?|cents?|penny|euros?|dollars?|pounds?)"
PLEAS = (
    r"\b(?:innocent|not guilty|wrongdoing|clear (?:his|her|their|my|our) names?)\b"
    r"|\b(?:did|done|do) nothing (?:wrong|illegal|unlawful|improper)\b"
    r"|\b(?:den(?:y|ies|ied)|reject(?:s|ed)?) (?:(?:all|any|both|the) ){0,3}"
    r"(?:charges?|allegations?|accusations?|involvement)\b"
    r"|\b(?:never|not|den(?:y|ies|ied)(?: that| having)?(?: he| she| they)?) (?:ever )?"
    rf"{_TAKING} (?:[\w-]+ ){{0,2}}{_MONEY}\b"
)
"""Turns by which somebody says that they did nothing wrong, without saying what."""

_WRONGS = """
bribe bribery corruption corrupt guilty convict murder embezzle embezzlement fraud defraud steal theft abuse rape
launder smuggle forge forgery dope doping cheat perjury treason poison torture kickback blackmail extort extortion rig
plagiarism plagiarise plagiarize negligence manslaughter espionage
"""
WRONGS = frozenset(_WRONGS.split())
"""Words of what is a crime or a foul whoever did it."""

CHARGING = frozenset(("charge", "suspect", "trial", "investigate", "investigation", "probe", "face", "deny", "plead"))
"""Words that only say that somebody stands accused of it."""
