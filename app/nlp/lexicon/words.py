"""Words that carry grammar rather than news, and how word forms are related, as plain data."""

# Languages whose lemmas the dictionary of simplemma gives well enough to compare words by.
LEMMATIZED_LANGUAGES = frozenset({"en", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk"})

_STOP_WORDS = """
     a an the this that these those such same other another each every either neither both all any some no none     i
me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one ones who whom whose which what when where why how     be am is are
was were been being do does did done doing have has had having will would shall should can could may might must
ought need dare get got let not n't nor and or but if then else than so as at by for from in into of off on onto out
over to     too up upon with within without about above across after against along amid among around before behind
below beneath beside     besides between beyond down during except inside near outside per since through throughout
till toward towards under until     unto via while because although though unless whereas whether however therefore
thus hence also just only even still yet     again once ever never always often sometimes there here now more most
much many few less least very quite rather almost     nearly already say tell add also according say's mr mrs ms dr
etc ie eg own like well back way make take go come see know     ii iii amp nbsp http https www com re ve ll don didn
doesn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

CONTRACTIONS = {
    "can't": "can",
    "cannot": "can",
    "won't": "will",
    "don't": "do",
    "doesn't": "do",
    "didn't": "do",
    "isn't": "be",
    "aren't": "be",
    "wasn't": "be",
    "weren't": "be",
    "hasn't": "have",
    "haven't": "have",
    "hadn't": "have",
    "wouldn't": "will",
    "couldn't": "can",
    "shouldn't": "shall",
    "mustn't": "must",
    "it's": "it",
    "he's": "he",
    "she's": "she",
    "that's": "that",
    "there's": "there",
    "they're": "they",
    "we're": "we",
    "you're": "you",
    "they've": "they",
    "we've": "we",
    "you've": "you",
    "i've": "i",
    "i'm": "i",
    "they'd": "they",
    "he'd": "he",
    "she'd": "she",
    "we'd": "we",
    "they'll": "they",
    "we'll": "we",
    "he'll": "he",
    "she'll": "she",
    "it'll": "it",
    "let's": "let",
}

# Forms whose dictionary entry is another word than the one that news means by them.
IRREGULAR_FORMS = {
    "rose": "rise",
    "left": "leave",
    "felt": "feel",
    "fell": "fall",
    "bore": "bear",
    "wound": "wound",
    "wounded": "wound",
    "saw": "see",
    "lay": "lie",
    "dead": "die",
    "death": "die",
    "dying": "die",
    "bigger": "big",
    "larger": "large",
    "people": "person",
    "persons": "person",
    "policemen": "police",
    "policeman": "police",
    "metre": "meter",
    "metres": "meter",
    "kilometre": "kilometer",
    "kilometres": "kilometer",
    "tonne": "ton",
    "tonnes": "ton",
    "defence": "defense",
    "neighbourhood": "neighborhood",
    "neighbourhoods": "neighborhood",
    "centre": "center",
    "centres": "center",
    "labour": "labor",
    "harbour": "harbor",
    "colour": "color",
    "programme": "program",
    "programmes": "program",
    "organisation": "organization",
    "organisations": "organization",
}

# Longest first; stripped from lemmas that keep four letters or more.
DERIVATIONAL_SUFFIXES = (
    "ization",
    "isation",
    "ational",
    "ically",
    "ation",
    "ition",
    "ments",
    "ement",
    "ment",
    "ance",
    "ence",
    "tion",
    "sion",
    "ally",
    "able",
    "ible",
    "ness",
    "ship",
    "ized",
    "ised",
    "ate",
    "ize",
    "ise",
    "ive",
    "ure",
    "ity",
    "ery",
    "ism",
    "ist",
    "ian",
    "ion",
    "ing",
    "ful",
    "ant",
    "ent",
    "ous",
    "ese",
    "al",
    "er",
    "or",
    "ed",
    "ly",
    "an",
    "de",
    "se",
    "te",
    "e",
    "y",
)

# Words that would lose an ending to a word that means something else.
_OWN_STEMS = """
security policy general important counter authority university universe executive secretary organ message passage
hospitality missing relative human humanity novel novelty final finance district native command commander customs
custom forest forestry nature natural objective person personal sector section sense sensitive station stationary
train trainer transport veteran village villain wander winner wonder
"""
OWN_STEMS = frozenset(_OWN_STEMS.split())
