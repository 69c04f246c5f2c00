"""Words by which two statements are held against each other, as plain data: what means the same, what excludes it."""

# Each line is a group of lemmas that reports of one event use for the same thing. Only words that are seldom
# used in another sense in news stand here: a wrong synonym costs a reviewer's trust.
SYNONYMS = """
kill die slay fatality perish slaughter dead death deadly fatal
wound injure injury hurt maim casualty
evacuate flee displace evacuee
capture detain arrest apprehend custody detention
seize seizure capture
captive prisoner hostage
soldier troop serviceman personnel trooper
house home household dwelling residence
flood inundate deluge submerge swamp overflow
explosion blast explode bang boom detonate detonation
earthquake quake tremor temblor
attack strike assault raid bombardment offensive onslaught airstrike bombing bomb
shell bombard shelling
fire blaze inferno wildfire
storm hurricane typhoon cyclone tempest
landslide mudslide
crash collide collision wreck accident
plane aircraft airplane jet airliner aeroplane warplane bomber airforce
car vehicle automobile
ship vessel boat ferry
train railway rail
police officer constable cop
doctor physician medic
hospital clinic infirmary
child kid minor youngster
boy lad
woman female
student pupil
worker employee staff labourer laborer
dock docker dockworker stevedore longshoreman
company firm corporation business
chief head director
spokesman spokeswoman spokesperson
lawyer attorney counsel solicitor barrister
judge magistrate justice
court tribunal
convict sentence conviction
jail prison imprison incarcerate incarceration
accuse allege blame accusation allegation
indict indictment
lawsuit sue litigation
inquiry investigation investigate probe
acquit exonerate
murder homicide manslaughter
thief robber burglar
theft robbery burglary steal rob
vote ballot poll
voter turnout
election referendum
win victory triumph
defeat beat rout
lose loss
resign quit
dismiss sack fire oust
appoint name nominate
minister secretary
government cabinet administration
parliament congress legislature assembly
law legislation statute
agreement deal accord pact treaty
ceasefire truce armistice
war conflict hostility
army military
rebel insurgent militant guerrilla insurgency
protest demonstration rally demonstrate protester demonstrator
riot unrest disorder
begin start commence launch
end finish conclude cease halt stop
increase rise grow climb surge soar jump
decrease fall drop decline plunge sink slump
big large huge vast massive enormous sizable great
small little tiny
strong powerful mighty
quick fast rapid swift speedy
buy purchase acquire acquisition
sell sale
price cost
pay payment
money fund
job employment position post
unemployment jobless
aid assist assistance help
rescue save
shelter refuge
search hunt
find discover locate retrieve
disappear vanish disappearance
send deploy dispatch
warn warning alert
warning notice notification
order instruct instruction directive
ban prohibit outlaw forbid
allow permit authorize authorise permission
close shut closure
open reopen
block blockade barricade
build construct construction erect rebuild
destroy demolish wreck ruin destruction demolition
damage harm
repair fix restore
depart departure
arrive arrival reach
visit trip travel journey
meet meeting talk summit negotiation negotiate
refuse reject decline
deny denial reject dismiss refute rebut
confirm verify corroborate confirmation
believe think
suggest indicate imply
reveal disclose expose
announce declare proclaim announcement
ask request urge call appeal plea demand
promise vow pledge
threaten threat
try attempt
identification document id papers
question interrogate interrogation questioning
translate interpreter translator
train training
photo photograph picture image
video footage film
letter note
money cash
sick ill illness disease
virus infection infect
vaccine vaccination vaccinate jab
outbreak epidemic pandemic
drug medicine medication
poison toxic
pollution contaminate contamination
temperature heat
rain rainfall downpour
snow snowfall
wind gale gust
river stream
road street highway motorway route
bridge overpass
city town municipality
village hamlet
district province county
region territory
country nation
border frontier
capital metropolis
sea ocean
mountain peak
meteorite meteor
asteroid planetoid
crater hole pit
wide across width diameter
deep depth
long length
high height tall
scientist researcher
witness onlooker bystander eyewitness
resident local inhabitant villager
crowd throng
citizen national
migrant refugee
family household
father dad
mother mum mom
husband wife spouse
wage salary pay
profit earnings earn
debt loan
tax levy
sanction embargo
oil petroleum crude
gas fuel
electricity power
game match fixture
team squad side
coach manager
goal score
champion title
hack breach cyberattack
data information
weapon arm gun firearm rifle munition ammunition
bomb explosive device
missile rocket
drone uav
ammunition munition shell
exchange swap trade
cause trigger
happen occur
hear heard
see spot observe sight
feel sense
flash fireball
bright brilliant
loud deafening
kidnap abduct abduction
free release liberate
escape flee
hide conceal
fake false forge counterfeit
lie deceive mislead trick
refrain avoid
prevent stop avert
link connection relate connect
factory plant
fan supporter spectator
fraud forge rig falsify
inauguration inaugurate swear
share stock
prosecutor prosecution
collapse crumble
petrol gasoline
shoot shooting gunfire gunman shooter
attacker assailant
stab knife
toll casualty fatality
bribe bribery kickback corruption corrupt
delay postpone
cancel scrap
merge merger takeover
bankrupt bankruptcy insolvency insolvent
lawmaker legislator parliamentarian
teenager youth adolescent
baby infant newborn
body corpse
driver motorist
truck lorry
subway metro
apartment flat
debris rubble wreckage ruin
leak spill
erupt eruption
famine hunger starvation starve
donate donation contribute contribution
award prize
film movie
goalkeeper keeper
trophy cup title
stadium arena
envoy ambassador diplomat
verdict ruling judgment
testify testimony
execute execution
pension retirement
tariff duty
helicopter chopper
passenger traveller traveler
smoke fume
crack fissure
protect protection safeguard
celebrate celebration
wed wedding marry marriage
expel expulsion deport deportation
approve approval
oppose opposition resist resistance
widen broaden
walkout strike
airstrike bombing bomb bombard bombardment
overthrow topple oust depose coup putsch
depot dump cache stockpile arsenal store
sabotage saboteur tamper
faulty defective broken fault defect malfunction
mourn mourning grief
surrender capitulate
condemn denounce criticise criticize condemnation
praise laud hail
apologise apologize apology
suspend suspension
fracture break
burn fire blaze
revenue turnover sales
shareholder investor stockholder
charge indict indictment prosecute
fine penalty
derail derailment
drown drowning
withdraw withdrawal pull-out retreat
occupy occupation
invade invasion incursion
checkpoint roadblock
cleric imam priest clergyman
exclude dismiss deny
elect election
expel dismiss
curfew lockdown
blackout outage
premises building
veto block
annul overturn quash
extradite extradition
hospitalise hospitalize hospital
siege besiege
loot plunder
amnesty pardon
smuggle smuggler trafficking
spy espionage
forest woodland
port harbour harbor
airport airfield
spacecraft satellite
study research
survive survivor
torture torment
chemical toxic
medal award
coach trainer
nuclear atomic
expire lapse
buyer purchaser
retailer shop store
customer client
premier minister
borrow loan
regulator watchdog
bankruptcy insolvency
audit auditor
embezzle embezzlement
launder laundering
tenant renter
heat heatwave
epicentre epicenter
aftershock quake
infect infectious contagious
poach poacher
extinct extinction
excavate excavation dig
"""

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
