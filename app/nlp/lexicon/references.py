"""Words that point to something else in an article, as plain data."""

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.speakers import FEMALE_NOUNS, MALE_NOUNS, UNNAMED_HEADS

# Pronouns that mean one person, with the gender that they tell.
SINGULAR_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}

# Pronouns that mean a thing or several people.
THING_PRONOUNS = word_set("it its they their")

# What stands before a noun whose article expects to be understood.
DEFINITE = word_set("the these those both")

ARTICLES = word_set("the a an")

# A person who is described rather than named: a pronoun may mean this one.
HUMAN_NOUNS = (
    frozenset(w for w in UNNAMED_HEADS if not w.endswith("s"))
    | FEMALE_NOUNS
    | MALE_NOUNS
    | word_set(
        """
    suspect driver pilot player president minister mayor child teenager patient prisoner captive fighter
    candidate
    """
    )
) - word_set("media report group people family")

# Nouns that an article goes on to use alone once it has said which it means.
DESCRIBED_NOUNS = (
    frozenset(UNNAMED_HEADS)
    | word_set(
        """
    troops forces captives prisoners detainees hostages fighters militants rebels gunmen refugees migrants
    workers miners pilots sailors crew ship vessel tanker ferry plane aircraft jet helicopter train bus truck
    satellite rocket missile missiles drone drones storm hurricane typhoon cyclone earthquake quake volcano
    eruption flood floods fire wildfire blaze meteor asteroid comet dam bridge tunnel mine plant factory reactor
    pipeline airport port stadium hospital school prison company firm carmaker airline bank retailer agency
    ministry army navy government parliament court team club side party union league striker virus vaccine
    """
    )
) - word_set("report reports media source sources people person")

# People whom an article goes on to call "they".
PLURAL_PEOPLE = frozenset(w for w in UNNAMED_HEADS if w.endswith("s")) | word_set(
    """
    rebels militants gunmen troops forces fighters hostages refugees migrants miners pilots sailors prisoners captives
    detainees teenagers demonstrators hackers kidnappers attackers strikers players fans
    """
)

# What two people are called together, after "both" and "the".
TWO_PEOPLE = word_set("men women people boys girls brothers sisters")
PAIRS = word_set("two pair duo couple")

# Titles that a full name makes superfluous.
DROPPED_TITLES = word_set("mr mrs ms miss mx")

# How adjectives of countries end.
PEOPLE_ENDINGS = ("ish", "ese", "ian", "ean", "can")

# What follows an "it" that stands for a thing rather than for nothing.
AFTER_IT = word_set("has had will was is can may could would said says")
IMPERSONAL = word_set(
    """
    not n't clear unclear possible impossible likely unlikely important time true thought believed estimated
    expected reported said hoped feared known understood difficult hard easy rare common necessary strange worth
    been a the an just only no
    """
)

# Past forms before which an "it" stands for nothing.
HAPPENINGS = word_set(
    """
    rained snowed hailed poured emerged turned seemed appeared looked happened remained followed helped mattered proved
    dawned
    """
)

SMALL_NUMBERS = word_set("two three four five six seven eight nine ten eleven twelve")
LONGEST_SUBJECT = 8  # Words beyond which a subject is no phrase to repeat.
LONGEST_SILENCE = 1  # Sentences that may pass without a mention before a pronoun no longer means the topic.

# What leads from one sentence to the next and means nothing alone: with a comma, and with or without.
CONNECTIVES = (
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "additionally",
    "in addition",
    "also",
    "besides",
    "still",
    "yet",
    "nevertheless",
    "nonetheless",
    "therefore",
    "thus",
    "consequently",
    "as a result",
    "for example",
    "for instance",
    "in fact",
    "indeed",
    "of course",
    "on the other hand",
    "in contrast",
    "by contrast",
    "similarly",
    "likewise",
    "instead",
    "then",
    "plus",
    "so",
    "and",
    "but",
    "after all",
    "in other words",
    "that said",
    "at the same time",
    "not only that",
)
CONJUNCTIONS = ("but", "and", "yet", "nor", "plus")

# Verbs of saying that add nothing to what is said: beside the speaker's name they can be left out. Others ("denied",
# "promised", "claimed") are themselves the news, or tell how firmly it is held.
PLAIN_VERBS = word_set(
    """
    say tell add state note report explain write reveal emphasize emphasise stress remark observe disclose tweet post
    find show
    """
)
PLAIN_COMPANIONS = word_set("also has have later on to according here there")

# What a plain frame has beside speaker and verb is when, where and to whom; one of these shows that it holds more.
FRAME_BREAKERS = word_set(
    """
    who which whose whom while as because although though if when where after before but and or so if unless once that
    last ago earlier previously then year years month months week weeks decade since until not no never without
    citing quoting asked denied despite under
    """
)
LONGEST_CIRCUMSTANCE = 8  # Words of a frame beside speaker and verb, at most.

# Words of a quotation that only the speaker can say.
FIRST_PERSONS = word_set("i we me us my our mine ours myself ourselves you your yours yourself let's")
THIRD_PERSONS = word_set("he she him her his hers they them their theirs it its himself herself themselves itself")

# What a clause can't begin with when it is to be read alone, unless a noun follows those of the second row.
DEPENDENT_STARTS = word_set(
    """
    if whether why how what who whom whose which when where to not so that here neither nor such then than like
    because since although though while unless until as and but or only even
    """
)
POINTING_STARTS = word_set("this these those it they he she others another both each some many most all none")
