"""Verbs, nouns and small words by which English news says who said what, as plain data."""

from app.nlp.lexicon.listing import word_set

# Verbs that report what somebody said, with their irregular past forms (the rest is formed by rule).
SPEECH_VERBS = """
    say:said tell:told write:wrote:written add note explain tweet post announce warn claim argue insist report
    confirm reveal declare reply respond continue conclude observe remark comment acknowledge admit concede
    assert contend maintain allege complain recall joke quip stress emphasize emphasise underline underscore
    highlight reiterate repeat suggest estimate predict promise vow pledge testify disclose indicate caution
    state inform assure clarify counter charge boast lament muse opine proclaim profess recount relate signal
    specify swear:swore:sworn vent whisper shout yell plead rule decide certify attest forecast project hint
    imply deny reject dismiss refute dispute rebut agree
"""

# Verbs whose subject thinks, wants or judges: what follows is theirs, but they may not have said it.
STANCE_VERBS = """
    believe think:thought feel:felt hope fear expect know:knew:known understand:understood doubt suspect worry
    assume consider wonder want wish plan seek:sought intend demand urge ask call criticize criticise condemn
    praise blame accuse attack slam blast defend support oppose endorse back welcome reject propose advocate
    favor favour describe depict portray characterize characterise label question challenge mock ridicule
    denounce decry deride cite quote mention reference invoke recommend request invite offer threaten refuse
    decline agree discuss address encourage order instruct require prohibit permit allow approve ban compare
    liken see:saw:seen view regard envision prefer like love hate dislike appreciate admire regret rate declare
    hail laud tout echo appeal convince persuade dub brand foresee:foresaw:foreseen plead express outline detail
    pitch float weigh debate protest vote rally pledge decide hear:heard learn promote appoint nominate grant
    impose enact concern exaggerate name lash aim try emphasize need
"""

# Verbs by which a document speaks ("the study found", "figures show").
DOCUMENT_VERBS = "find:found show:showed:shown document chart prove demonstrate determine read:read"

# The only form of a verb that is a cue, with the word that makes it one ("pointed out").
WITH_PARTICLE = {"pointed": ("point", "out")}

# The verbs above that may stand before their subject ("..., said the mayor").
INVERTIBLE = word_set(
    """
    say add note explain tweet write warn claim argue insist report confirm reveal declare reply respond
    continue conclude observe remark comment acknowledge admit concede assert contend maintain allege complain
    recall joke quip stress emphasize emphasise reiterate repeat suggest predict promise vow announce state
    caution counter lament muse ask boast post testify recount shout plead agree believe think
    """
)

# Verb forms that are as often nouns or parts of other words; they need a subject right before them.
AMBIGUOUS_FORMS = word_set(
    """
    report reports claim claims estimate estimates note notes post posts comment comments promise promises
    pledge pledges project projects forecast forecasts charge charges rule rules signal signals state states
    view views hope hopes fear fears plan plans wish demand demands ask call calls attack attacks support back
    need needs question questions challenge challenges request requests offer offers order orders ban bans vote
    votes rally rallies protest protests label labels rate rates name names address addresses approach reference
    references see like love thought rating detail details document documents show shows chart charts prove find
    finds boast boasts warn counter hint hints blame praise worry worries doubt doubts echo echoes relate quote
    quotes weigh float invite appeal appeals pitch debate debates concern concerns aim aims try want wants
    wonder slam hail brand understanding feeling meaning saying thinking brands discuss highlight highlights
    dispute disputes vent remark remarks swear
    """
)

DENIAL_VERBS = word_set("deny reject dismiss refute dispute rebut")
ALLEGING_VERBS = word_set("claim allege accuse charge contend")
SUPPOSING_VERBS = word_set(
    """
    suggest believe think feel hope fear expect suspect worry assume wonder predict forecast hint imply foresee
    project
    """
)
REPORTING_VERBS = word_set("report")

# Nouns that hold what somebody said ("the claim by X that ...").
CONTENT_NOUNS = word_set(
    """
    accusation accusations admission allegation allegations announcement argument arguments assertion assertions
    assessment assurance assurances belief claim claims comment comments complaint complaints conclusion concern
    concerns confirmation contention declaration alarm doubt doubts scepticism skepticism estimate estimates
    fear fears finding findings hope hopes idea insistence notion opinion pledge prediction predictions promise
    promises proposal remark remarks reminder report reports revelation rumor rumors rumour rumours speculation
    statement statements suggestion suggestions suspicion suspicions testimony theory view views vow warning
    warnings
    """
)

# Texts that can be the source of what is said; the body behind one is named after "from", "by" or "of".
DOCUMENT_NOUNS = word_set(
    """
    analysis analyses announcement article audit bulletin complaint communique communiqué data document
    documents dossier editorial email emails evidence estimate estimates figures filing filings finding findings
    indictment interview investigation lawsuit letter letters memo memorandum message messages monitoring notice
    opinion paper papers photographs photos poll polls post posting press reading record records release reports
    report research results review ruling source sources statement statements statistics studies study survey
    surveys testimony text transcript transcripts tweet tweets video videos warrant website
    """
)

# How people speak for others ("a spokesman for the port").
ADJUNCT_NOUNS = word_set(
    """
    address announcement blog bulletin briefing broadcast call column comment comments communique conference
    conversation debate dispatch document email emails essay event filing footage hearing instagram interview
    interviews lawsuit letter meeting memo message messages news notice note op-ed paper phone post press radio
    rally recording release remarks report series session site speech statement statements telegram telephone
    television testimony thread tv tweet tweets twitter video webcast website x facebook youtube
    """
)

TIME_NOUNS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow tonight morning afternoon evening night noon
    midnight week month year hour hours day days weeks months years weekend time
    """
)

# Sources without a name.
UNNAMED_HEADS = word_set(
    """
    adviser advisers activist activists advocate advocates aide aides analyst analysts astronomer astronomers
    attorney attorneys author authors bystander bystanders campaigner campaigners citizen citizens coach
    colleague colleagues commander commentator commentators critic critics detective detectives diplomat
    diplomats doctor doctors economist economists employee employees engineer engineers expert experts
    eyewitness eyewitnesses family farmer farmers firefighter firefighters fisherman fishermen forecaster
    forecasters friend friends group groups historian historians insider insiders investigator investigators
    investor investors journalist journalists judge lawmaker lawmakers lawyer lawyers leader leaders local
    locals man manager medic medics member members minister ministers neighbor neighbors neighbour neighbours
    nurse nurses observer observers officer officers official officials onlooker onlookers operative opponent
    opponents parent parents passenger passengers people person policeman prosecutor prosecutors protester
    protesters protestor relative relatives report reporter reporters reports representative representatives
    rescuer rescuers researcher researchers resident residents scientist scientists seismologist seismologists
    sheriff shopkeeper shopkeepers soldier soldiers source sources spokesman spokespeople spokesperson
    spokeswoman student students supporter supporters survivor survivors teacher teachers tourist tourists
    trader traders victim victims villager villagers volunteer volunteers voter voters witness witnesses woman
    women worker workers
    """
)

FEMALE_NOUNS = word_set(
    """
    woman girl mother wife widow daughter sister aunt grandmother queen princess actress spokeswoman
    congresswoman chairwoman businesswoman policewoman duchess heroine niece lady councilwoman
    """
)
MALE_NOUNS = word_set(
    """
    man boy father husband widower son brother uncle grandfather king prince pope spokesman congressman chairman
    businessman policeman duke hero nephew fisherman councilman
    """
)

DETERMINERS = word_set(
    """
    a an the this these those his her its their our my your some many several two three four five six seven
    eight nine ten most all both few no any each every another other others one whose
    """
)
# Determiners that are never a subject themselves, as "this" and "many" are.
ARTICLES = word_set("a an the my your his its our their every no")
DEFINITE = word_set("the this that these those its his her their")
PRONOUNS = word_set("he she they it we i you")
PREPOSITIONS = word_set(
    """
    regarding concerning considering
    of in on at by for from with about into over under during within near outside inside across around along
    between among against through throughout toward towards upon via per beside behind above below to as than
    like amid amidst despite without including
    """
)
SUBORDINATORS = word_set(
    """
    because while when although though unless until since after before once where whereas if why how what
    whenever wherever lest
    """
)
AUXILIARIES = word_set(
    """
    has have had having is are was were be been being am do does did will would could may might must can shall
    should not never n't hasn't haven't hadn't isn't aren't wasn't weren't don't doesn't didn't won't wouldn't
    couldn't can't cannot
    """
)
BE_FORMS = word_set("is are was were be been being am isn't aren't wasn't weren't")
ADVERBS = word_set(
    """
    also later earlier then now still again once even just already previously ago further furthermore too yet
    soon always often sometimes instead meanwhile however therefore thus publicly ever first here there today
    yesterday tonight tomorrow
    """
)
CONJUNCTIONS = word_set("and or but nor")
RELATIVES = word_set("who which whom whose")

# Frequent verbs that are no cues: where one stands, a subject to its right begins after it.
OTHER_VERBS = word_set(
    """
    sank sunk broke broken drove driven flew flown fled fought chose chosen drew drawn shook swept tore froze stole
    go goes went gone get gets got make makes made take takes took taken come comes came give gives gave given
    keep keeps kept begin begins began begun become becomes became bring brings brought leave leaves left put
    puts run runs ran hold holds held turn turned follow followed lead led fall fell fallen hit strike struck kill
    killed injured destroyed caused flooded opened closed remain remains remained happen happened occur occurred
    occurs rise rose risen grow grew stand stood lose lost pay paid meet met raise raises raised express
    expresses expressed voice voices voiced cast casts send sent build built spend spent win won includes
    include included let lets
    """
)

# Verbs of the stances whose content is held to be true, not only wanted or judged.
BELIEF_VERBS = word_set(
    """
    believe think feel suspect fear expect doubt know understand cite quote mention question describe detail
    concern
    """
)

OUTLETS = word_set(
    """
    reuters ap afp xinhua tass upi dpa efe ansa bloomberg bbc cnn nbc cbs abc npr pbs msnbc cnbc espn wafa
    ukrinform interfax kyodo yonhap anadolu politico axios breitbart buzzfeed vice vox slate rt kcna ntv fox
    al_jazeera aljazeera
    """
) | {
    "al jazeera",
    "al arabiya",
    "associated press",
    "agence france-presse",
    "national geographic",
    "le monde",
    "el país",
    "der spiegel",
}

OUTLET_WORDS = word_set(
    """
    news newspaper times post herald tribune gazette chronicle guardian telegraph journal observer mirror
    express mail bulletin broadcasting radio television tv channel magazine weekly daily today examiner inquirer
    register dispatch courier press wire newswire sentinel spiegel zeitung tageblatt figaro gazeta correspondent
    monitor
    """
)

# Verbs that voice what a noun holds ("raised doubts about").
VOICING_VERBS = word_set("raise raises raised express expresses expressed voice voices voiced cast casts")

# Verbs that report only with a clause or a quotation ("maintained that"), and mean something else with a plain object.
CLAUSE_VERBS = word_set(
    """
    maintain continue add repeat respond counter conclude observe note declare signal relate recall recount
    charge rule decide project swear lament contend state agree reply comment post tweet plead hint certify
    determine prove demonstrate forecast
    """
)

# Who or what can be the source of a statement.
SPEAKING_NOUNS = (
    UNNAMED_HEADS
    | DOCUMENT_NOUNS
    | FEMALE_NOUNS
    | MALE_NOUNS
    | word_set(
        """
    administration agency airline army authorities authority bank board body bureau campaign church city club
    college commission committee company congress coordinator council country court democrats department
    director embassy executive firm force forces foundation government governor guard institute institution
    intelligence jury king leadership league left legislature mayor media military ministry mission nation navy
    office operator opposition organisation organization outlet outlets paper parliament party panel parties
    pentagon police president prime prosecution public publisher regime regulator regulators republicans right
    secretary senate senator senators service services side site state states team teams town tribunal union
    unions university watchdog website chief head heads everyone nobody chairman others many some most both
    critics fans players player captain no-one anyone anybody someone somebody pilots
    pilot crew owners owner boss candidate nominee
    """
    )
)

# Bodies whose name may stand behind them: "the railway company, Nordbahn".
BODIES = word_set(
    """
    company firm operator carrier airline carmaker maker bank lender retailer agency union club party league watchdog
    regulator newspaper broadcaster charity
    """
)

# Verbs whose object is who is spoken to ("told the Ede Post that").
ADDRESSING_VERBS = word_set("tell inform assure remind persuade convince")

# Verbs by which somebody brings out a text that then speaks for them ("issued a statement saying").
ISSUING_VERBS = word_set(
    """
    issue issues issued release releases released publish publishes published post posts posted send sends sent make
    makes made circulate circulates circulated write writes wrote sign signs signed distribute distributed
    """
)

# Adjectives and participles that follow the noun which they tell more of ("two people familiar with the matter").
POSTPOSED = word_set("close familiar aware briefed present involved loyal opposed knowledgeable privy")

# How somebody who keeps a name back is told of ("an official who asked not to be named").
KEEPING_BACK = word_set("ask request want wish decline speak insist")
KEPT_BACK = word_set("named identified quoted anonymous anonymity publicly attribution")

# Participles between a source and who brought it to speak ("economists polled by the Post").
BROUGHT_TO_SPEAK = word_set("polled surveyed interviewed quoted cited contacted reached questioned")

# What somebody puts at a figure ("police put the number of protesters at 12,000").
PUT_AT_A_FIGURE = word_set(
    """
    number figure figures toll count total cost costs damage losses crowd turnout magnitude value price share strength
    membership unemployment growth bill
    """
)

# How nouns end that mean people.
PERSONAL_ENDINGS = ("ists", "ist", "ers", "ors", "ians", "ian", "men", "man", "woman", "women", "ees", "yer", "yers")

# What a sentence may begin with and yet be no name, among sources.
COMMON_STARTS = (
    UNNAMED_HEADS
    | DOCUMENT_NOUNS
    | word_set("police authorities media military rescue local state senior former initial early official preliminary")
)
