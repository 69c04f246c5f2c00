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
doesn isn aren wasn weren hasn haven hadn wouldn couldn shouldn
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_FOREIGN_STOP_WORDS = {
    "es": "el la los las lo un una unos unas de del al a en y e o u que se su sus con por para sin sobre entre"
    " hasta desde es son fue fueron era eran ser ha han había hay está están estaba este esta estos estas"
    " ese esa eso aquel más muy como pero si ya también cuando donde quien cual le les me nos mi no tras"
    " según ante otro otra haber estar",
    "fr": "le la les un une des de du d l à au aux en et ou que qui se sa son ses leur leurs avec par pour sans"
    " sur sous entre est sont été être a ont avait avoir il elle ils elles on nous vous je ce cet cette"
    " ces ne pas plus très comme mais si aussi dans dont où y selon après avant lors quand tout tous même",
    "de": "der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach"
    " von vom zu zum zur für über unter um durch gegen ohne bis seit ist sind war waren wird werden wurde"
    " wurden sein haben hat hatte er sie es wir ihr ich sich sein seine ihre als wie dass daß auch noch"
    " nur aber wenn nicht so dort hier mehr laut sehr",
    "uk": "і й та в у на з із зі до від за про при під над між через для без по що як який яка яке які це цей"
    " ця ці той він вона воно вони ми ви я його її їх бути є був була було були не а але або чи якщо коли"
    " де також ще вже лише тільки більше після перед ж би",
    "ru": "и в во на с со из к ко от до за о об про при под над между через для без по что как который которая"
    " которое которые это этот эта эти тот он она оно они мы вы я его её ее их быть есть был была было"
    " были не а но или если когда где также еще ещё уже только лишь более после перед же бы",
    "ar": "في من إلى على عن مع أن إن ما لا لم لن هو هي هم هذا هذه ذلك التي الذي كان كانت قد كما بعد قبل حتى بين"
    " عند أو ثم و ف ب ل وقد وفي ومن وأن أي كل",
}
FOREIGN_STOP_WORDS = {language: frozenset(words.split()) for language, words in _FOREIGN_STOP_WORDS.items()}

_ELIDED = """
l d j m n s t c qu jusqu lorsqu puisqu un dell all nell sull dall
"""
ELIDED = {language: frozenset(_ELIDED.split()) for language in ("fr", "it", "ca")}
"""What is written in one word with the word after it, before an apostrophe."""

ARABIC_LEADS = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي", "ا")
"""What a light stemmer takes off an Arabic word, the longest first."""

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
    "won": "win",
    "shot": "shoot",
    "shots": "shoot",
    "gone": "go",
    "thought": "think",
    "overthrown": "overthrow",
    "lit": "light",
    "rung": "ring",
    "rose": "rise",
    "evening": "evening",
    "ceiling": "ceiling",
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
plane party county stage grade theme paste spine slope morale tense globe
"""
OWN_STEMS = frozenset(_OWN_STEMS.split())
