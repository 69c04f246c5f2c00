"""Words by which two statements are held against each other, as plain data: what excludes, rejects and doubts."""

# Pairs of lemmas of which at most one can be true of the same thing at the same time.
ANTONYMS = """
open close
open shut
open lock
lock unlock
alive dead
survive die
win lose
victory defeat
rise fall
increase decrease
grow shrink
accept reject
accept refuse
approve reject
confirm deny
arrest release
guilty innocent
convict acquit
guilty acquit
advance retreat
safe dangerous
legal illegal
lawful unlawful
deliberate accidental
deliberately accidentally
intentional accidental
present absent
likely unlikely
related unrelated
possible impossible
success failure
succeed fail
upgrade downgrade
pass fail
hire fire
"""

# Of these, the ones that two sides share out between them: that one wins says that another loses.
TWO_SIDED = """
win lose
victory defeat
"""

NEGATIONS = frozenset(
    ("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "n't", "cannot", "nowhere")
)

# What follows a negation without being denied: "not only", "no fewer than", "not the first time", "not all".
HARMLESS_AFTER_NEGATION = frozenset(
    (
        "only",
        "just",
        "merely",
        "simply",
        "fewer",
        "less",
        "more",
        "later",
        "first",
        "longer",
        "doubt",
        "matter",
        "yet",
        "much",
        "many",
        "all",
        "every",
        "always",
        "necessarily",
        "entirely",
        "quite",
        "enough",
        "unlike",
        "surprise",
        "coincidence",
        "small",
        "easy",
        "ordinary",
        "alone",
    )
)

# Negated, these say that something isn't known, not that it isn't so: "has not confirmed", "it is not clear".
KNOWING = frozenset(
    (
        "confirm",
        "verify",
        "clear",
        "determine",
        "know",
        "say",
        "comment",
        "elaborate",
        "sure",
        "certain",
        "rule",
        "provide",
        "specify",
        "give",
        "respond",
        "reply",
        "answer",
        "immediately",
        "able",
        "disclose",
        "reveal",
        "establish",
        "identify",
        "independently",
        "exclude",
    )
)

# With "no", these reject an account: "no connection to", "no evidence of", "no truth in".
ACCOUNTS = frozenset(
    (
        "connection",
        "link",
        "relation",
        "relationship",
        "evidence",
        "basis",
        "truth",
        "involvement",
        "role",
        "part",
        "intention",
        "plan",
        "hand",
        "proof",
    )
)

# Words that say of what follows that it isn't there or didn't come about: no more than a negation.
LACKING = frozenset(("fail", "failure", "lack", "absence", "unable"))

# Words that reject what follows them ("denied that", "unlikely that") ...
DENYING_BEFORE = frozenset(
    (
        "unlikely",
        "impossible",
        "deny",
        "denial",
        "refute",
        "debunk",
        "disprove",
        "reject",
        "rebut",
        "dismiss",
        "exclude",
    )
)
# ... and those that reject what stands before them ("the two are unrelated").
DENYING_AFTER = frozenset(
    (
        "unrelated", "false", "untrue", "incorrect", "baseless", "unfounded", "fabricated", "impossible", "wrong",
        "lie", "fabrication", "nonsense", "slander", "propaganda", "hoax", "fiction", "invention", "groundless",
        "bogus",
    )
)  # fmt: skip

DENIED_THINGS = frozenset(
    (
        "claim",
        "allegation",
        "accusation",
        "report",
        "charge",
        "suggestion",
        "assertion",
        "rumour",
        "rumor",
        "statement",
        "story",
        "link",
    )
)

# What stands for something said before, and what stands for whoever is spoken of.
POINTING_BACK = frozenset(("this", "that", "it", "these", "those", "them", "so"))
PRONOUNS = frozenset(("it", "he", "she", "they", "its", "his", "her", "their", "we", "i"))

# Where the phrase around a noun ends.
PREPOSITIONS = frozenset(
    (
        "for", "of", "in", "on", "at", "to", "from", "with", "by", "about", "near", "under", "over", "during",
        "since", "that", "which", "who", "and", "or",
    )
)  # fmt: skip

# Words by which a sentence says what brought something about.
CAUSING = frozenset(("cause", "trigger", "spark", "relate", "link", "connect", "due", "result", "blame", "provoke"))

# "By something else", "some other cause", "an alternative explanation": another account of what was told before.
OTHER_ACCOUNTS = (
    r"\b(?:something|someone|somebody) else\b"
    r"|\b(?:an?other|some other|alternative|different) (?:\w+ )?"
    r"(?:causes?|explanations?|reasons?|culprits?|sources?|origins?)\b"
)

# The same said to be no more than possible.
MAYBE_OTHER = r"\b(?:could|may|might)(?: \w+){0,8} (?:else|other|another|alternative|different)\b"

# Turns that call something into doubt without saying that it is wrong.
DOUBTING = (
    r"\bdoubt(?:s|ed|ful|ing)?\b|\bs[ck]eptic(?:s|al|ally|ism)?\b"
    r"|\bquestion(?:s|ed|ing)? (?:whether|if|how|the (?:claim|account))"
    r"|\bun(?:clear|certain|confirmed|verified)\b"
    r"|\b(?:not|\w{2,5}n[’']t) (?:yet |been ){0,2}(?:clear|certain|confirm(?:ed)?|verif(?:y|ied)|established)\b"
)

# A doubt that names nothing, so that it is about what was told before.
BARE_DOUBT = (
    r"\bdoubts?,? (?:is|are|was|were) shared\b"
    r"|\bdoubts?,? (?:about|on|over) (?:that|this|it|the (?:account|theory|scenario|claim|idea))\b"
    r"|\bs[ck]eptical\b(?!,? (?:of|about|that|whether) (?!(?:that|this|it)\b))"
    r"|\bdoubts (?:it|this|that)\b(?! \w)"
)

# Words of any report that say how something was told, not what.
_TELLING = """
say tell add note state report announce claim declare explain write describe mention remark comment statement
spokesman spokeswoman spokesperson official according interview quote cite reveal accord confirm insist stress
emphasize emphasise maintain argue acknowledge post website blog news agency media source local today yesterday
tomorrow sunday monday tuesday wednesday thursday friday saturday january february march april may june july august
september october november december year month week day hour time
"""
TELLING = frozenset(_TELLING.split())

# What is said by these is done by saying it, so that they tell something of their own.
DEEDS = frozenset(
    ("warn", "promise", "threaten", "order", "demand", "pledge", "vow", "apologise", "apologize", "accuse")
)

# Figures in words are compared as figures.
_NUMBER_WORDS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen dozens hundreds thousands
millions billions half third quarter
"""
NUMBER_WORDS = frozenset(_NUMBER_WORDS.split())

# Words that tell one thing from another of its kind: that there is no second one says nothing of the first.
OTHERS = frozenset(("second", "third", "fourth", "other", "another", "further", "more", "additional", "new", "such"))

# Words of what somebody fears or makes depend on something else.
FEARED = frozenset(("warn", "warning", "if", "fear", "threaten"))

# Words of what may or would happen.
HYPOTHETICAL = frozenset(("could", "would", "might", "may", "if", "whether", "should", "possible", "possibly", "warn"))

# Words by which something is only supposed, not told as what may well be so.
SUPPOSING = frozenset(("would", "if", "whether", "warn"))

# Words of size, which say nothing of what has it.
MEASURES = frozenset(("wide", "deep", "long", "high", "big", "small", "large", "great", "huge", "heavy", "strong"))

# Turns that set a statement in an earlier time than the event that is reported.
LOOKING_BACK = (
    r"\b(?:not the first time|at (?:the|that) time|in the past|used to|(?:years|decades) ago"
    r"|in (?:previous|earlier) years"
    r"|in recent (?:years|decades)|over the years|historically)\b"
)

# Verbs by which a witness tells that something happened.
PERCEIVING = frozenset(("hear", "feel", "see", "spot", "notice"))
