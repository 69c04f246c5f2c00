"""Words around and inside proper names, as plain data."""

from app.nlp.lexicon.listing import word_set

# Written before a person's name and no part of it.
TITLES = word_set(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady king queen prince princess pope cardinal archbishop
    bishop rev reverend father sister rabbi imam sheikh sheik ayatollah president vice-president chancellor
    premier minister ministers prime deputy secretary senator sen representative rep congressman congresswoman
    governor gov mayor councillor councilman councilwoman alderman ambassador envoy consul commissioner chairman
    chairwoman chair chairperson chief director judge justice attorney prosecutor sheriff constable inspector
    superintendent detective officer general gen brigadier colonel col lieutenant lt major maj captain capt
    sergeant sgt corporal private admiral adm commander marshal spokesman spokeswoman spokesperson coach manager
    striker goalkeeper midfielder defender leader speaker head former ex-president ex-minister acting first
    """
)

# Of these, the ones that stand before no name but a person's.
PERSONAL_TITLES = word_set(
    """
    mr mrs ms miss dr prof professor sir president chancellor premier minister senator sen governor gov mayor
    ambassador judge justice general gen brigadier colonel col lieutenant lt major maj captain capt sergeant sgt
    corporal admiral sheikh imam bishop archbishop cardinal rabbi
    """
)

FEMALE_TITLES = word_set(
    """
    mrs ms miss dame lady queen princess sister congresswoman councilwoman chairwoman spokeswoman actress mother
    wife widow daughter
    """
)
MALE_TITLES = word_set(
    """
    mr sir lord king prince pope father congressman councilman chairman spokesman actor husband widower son
    """
)

# Small words that stand inside names of people and places.
PARTICLES = word_set(
    """
    de da do dos das del della di du der den des la le las los van von ter ten zu zur bin ibn bint al el ul abu
    ben y e
    """
)

# The head of a body or a place whose name may go on with "of" or "for" ("Ministry of Finance", "Gulf of Aden").
OF_HEADS = word_set(
    """
    academy administration agency alliance army assembly association authority bank bay board branch brotherhood
    bureau cape center centre centers centres chamber church city college commission committee conference
    confederation congress corps council court department diocese district embassy faculty federation fund gulf
    house institute institutes institution isle isles kingdom league library ministry mount museum office order
    organisation organization parliament party port province republic sea school secretariat senate service
    services society state states straits strait syndicate team tower treaty tribunal union university valley
    war coordinator
    """
)

# Bodies whose field of work is often two things joined by "and" ("Department of Health and Human Services").
AND_HEADS = word_set(
    """
    administration agency board bureau center centre commission committee department institute ministry office
    """
)

# The last word of a body's or a place's name: what follows it is another name ("Space Office Jane Doe").
BODY_TAILS = word_set(
    """
    academy administration agency airport army assembly association authority bank board bureau center centre
    church club college commission committee company congress corporation corps council court department
    directorate embassy federation foundation fund group hospital institute laboratory league ministry museum
    office organisation organization parliament party police press programme program senate service society
    times tribune union university post herald
    """
)

# A name that is only one of these says nothing about which body is meant.
GENERIC_WORDS = (
    BODY_TAILS
    | OF_HEADS
    | word_set(
        """
    government minister president republican democrat north south east west northern southern eastern western
    central new old great saint san santa los el la the city county river lake island islands mount street road
    avenue square park region oblast strip democratic first second national international federal state royal
    people general security intelligence defence defense foreign interior health finance education justice
    agriculture public works affairs housing transport energy civil
    """
    )
)

# The short form of a place may leave these off its end ("Veneto region", "Lviv oblast").
PLACE_TAILS = word_set("strip region oblast province county governorate prefecture district")

# A name that begins with one of these is another place than the bare name ("New York", "South Sudan").
PLACE_HEADS = word_set(
    """
    north south east west northern southern eastern western central new old upper lower inner outer great
    greater little san santa saint st los las el port fort mount lake equatorial papua democratic real atletico
    athletic sporting inter fc
    """
)

# Family names that stand first and are used alone.
FAMILY_FIRST = word_set(
    """
    kim lee li xi wang zhang liu chen yang zhao huang zhou wu xu sun ma hu guo lin luo zheng liang song tang han
    feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu park choi jung kang cho
    yoon jang lim shin moon nguyen tran pham
    """
)

# One body or place under several names that no rule derives from each other.
ALIASES = (
    ("us", "usa", "united states", "united states of america", "america"),
    ("uk", "united kingdom", "britain", "great britain"),
    ("eu", "european union"),
    ("un", "united nations"),
    ("uae", "united arab emirates"),
    ("dprk", "democratic people's republic of korea", "north korea"),
    ("rok", "republic of korea", "south korea"),
    ("drc", "democratic republic of the congo", "democratic republic of congo", "dr congo"),
    ("prc", "people's republic of china", "china"),
    ("sbu", "security service of ukraine", "ukraine's security service", "ukrainian security service"),
    ("fsb", "federal security service"),
    ("gru", "main intelligence directorate"),
    ("kgb", "committee for state security"),
    ("hur", "defence intelligence of ukraine", "ukrainian military intelligence"),
    ("msf", "doctors without borders", "medecins sans frontieres"),
    ("icrc", "international committee of the red cross"),
    ("unhcr", "un refugee agency", "united nations high commissioner for refugees"),
    ("fifa", "federation internationale de football association"),
    ("cern", "european organization for nuclear research"),
    ("nato", "north atlantic treaty organization", "north atlantic treaty organisation"),
    ("myanmar", "burma"),
    ("turkey", "turkiye"),
    ("ivory coast", "côte d'ivoire"),
    ("czechia", "czech republic"),
    ("eswatini", "swaziland"),
    ("east timor", "timor leste"),
    ("cape verde", "cabo verde"),
    ("kyiv", "kiev", "kyyiv"),
    ("mumbai", "bombay"),
    ("kolkata", "calcutta"),
    ("beijing", "peking"),
    ("persian gulf", "arabian gulf"),
    ("yangon", "rangoon"),
    ("gaddafi", "qaddafi", "kadhafi"),
    ("chernihiv", "chernigov"),
    ("mykolaiv", "nikolaev", "nikolayev"),
    ("dnipro", "dnepr", "dnipropetrovsk"),
    ("lukashenko", "lukashenka"),
    ("tikhanovskaya", "tsikhanouskaya"),
    ("federal reserve", "fed"),
    ("european central bank", "ecb", "ezb"),
)

SPELLINGS = {
    "organisation": "organization", "defense": "defence", "center": "centre", "labor": "labour", "theater": "theatre",
    "harbor": "harbour", "program": "programme",
}  # fmt: skip
"""American and British spellings in the names of bodies."""

# Given names and their everyday short forms.
_SHORT_FORMS = """
    william:bill,will,billy robert:bob,rob,bobby richard:dick,rick james:jim,jimmy joseph:joe,joey
    michael:mike,mick david:dave daniel:dan,danny thomas:tom,tommy anthony:tony steven:steve,stephen
    christopher:chris matthew:matt nicholas:nick alexander:alex,sasha,oleksandr,aleksandr benjamin:ben
    samuel:sam edward:ed,ted gregory:greg jeffrey:jeff kenneth:ken lawrence:larry patrick:pat peter:pete
    philip:phil ronald:ron timothy:tim elizabeth:liz,beth katherine:kate,kathy,katie,catherine susan:sue
    jennifer:jen,jenny margaret:maggie,peggy volodymyr:vova,vladimir andriy:andrei,andrew serhiy:sergei
    mykola:nikolai
"""
SHORT_FORMS = {
    short: full for full, shorts in (entry.split(":") for entry in _SHORT_FORMS.split()) for short in shorts.split(",")
}

FEMALE_GIVEN_NAMES = word_set(
    """
    mary anna anne ann maria marie elena olena helen elizabeth jane susan sarah sara laura linda patricia
    jennifer barbara karen nancy lisa margaret sandra ashley emily donna michelle carol amanda melissa deborah
    stephanie rebecca sharon cynthia kathleen amy angela shirley emma olivia sophia sofia isabella charlotte mia
    amelia julia julie alice rose rosa ruth grace victoria diana natalia irina iryna olga oksana yulia svetlana
    tatiana ekaterina katarina catherine katherine kate christine christina claire clara camille fatima aisha
    khadija leila layla maryam mariam noor amina zainab yasmin rania priya anjali indira sonia sunita mei yuki
    carmen ana lucia juana isabel pilar rosario teresa gabriela valentina camila giulia chiara francesca ingrid
    astrid greta ursula monika heike hillary hilary theresa nicola gloria joan judith martha megan rachel
    samantha
    """
)
MALE_GIVEN_NAMES = word_set(
    """
    john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank
    patrick raymond jack dennis jerry tyler aaron jose adam nathan henry peter kyle noah ethan jeremy walter
    christian keith roger terry sean gerald carl harold dylan arthur lawrence jordan jesse bryan bill joe bob
    mike dan tom tony steve jim dave chris nick ben sam ken tim juan luis carlos jorge pedro miguel antonio
    francisco manuel diego rafael fernando pablo jaime humberto orlando victor ivan mikhail vladimir volodymyr
    oleksandr aleksandr sergei serhiy dmitry dmytro andriy andrei mykola nikolai yuri oleg viktor boris igor
    alexei oleksiy pavel petro taras muhammad mohammed mohamed mohammad ahmed ahmad ali hassan hussein ibrahim
    khalid omar osama yusuf mahmoud mustafa abdullah said raj amit rahul sanjay narendra arjun vijay hiroshi
    kenji takeshi hans klaus jurgen wolfgang stefan wilfried jean pierre jacques francois michel emmanuel
    giovanni marco luca paolo giuseppe lars erik sven olaf kwame kofi chidi emeka bernie barack
    """
)

# A capitalised word at the start of a sentence that is no name, beyond what a dictionary of lemmas tells.
STARTERS = word_set(
    """
    the a an this that these those it its he his him she her they their them we our us you your i my me who
    whose what which when where why how there here and but or nor so yet if unless until while as at by for from
    in into of off on onto out over to under up with within without after before since during despite because
    although though however moreover furthermore meanwhile still also then now today yesterday tomorrow tonight
    once again even just only not no yes neither either both each every any some many most much more less few
    several all another other others such same one two three four five six seven eight nine ten dozens hundreds
    thousands millions is are was were be been being has have had do does did will would can could may might
    must shall should according asked speaking last next first second third later earlier soon recently instead
    rather perhaps maybe indeed thus hence therefore otherwise nevertheless nonetheless about above across
    against along among around behind below beneath beside between beyond down inside like near outside past
    through throughout toward towards upon via than very too well let don't didn't can't won't isn't it's that's
    there's he's she's they're we're i'm i've i'll reporting writing editing additional copyright photo photos
    photograph image picture video watch read
    """
)

CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri sat sun am pm gmt utc est edt pst cet bst
    """
)
