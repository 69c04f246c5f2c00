"""Words that tell where a sentence ends."""

from app.nlp.lexicon.cues import words_of

# Titles: a name follows, so that the full stop never ends a sentence where they have a capital.
BEFORE_NAME = words_of(
    """
    mr mrs ms mx messrs dr drs prof profs rev revd fr hon rt gen col lt sgt capt cpt cpl pvt maj cmdr cdr adm brig
    sen sens rep reps gov govs amb atty supt insp det pres sec treas dir asst assoc pte ofc msgr pastor
    mme mmes mlle mm sra srta dra dras dña d hr fr frl dipl ing mag dott sig on геп ген полк проф акад им ул пр просп
    д д-р вул ім бул пл бульв наб кн гр د أ م
    """
)

# A number follows: "No. 5", "p. 55". Before anything else they are words that end a sentence.
BEFORE_NUMBER = words_of(
    """
    no nr nos nº n° núm núms mill p pp pg pgs vol vols fig figs art arts sect ch chap para ver tel abs bd pág págs
    ст п пп рис гл стр см
    """
)

# More of the sentence follows unless a new one clearly opens: "vs. Rovers", "e.g. Elmstadt".
BEFORE_MORE = words_of(
    """
    vs v eg ie cf viz ca approx eq eds dept univ al z.b d.h bzw ggf evtl bspw vgl inkl zzgl av avda ave blvd p.ex mio
    mrd ee т.е т.к т.н т.зв ок тис тыс млн млрд руб грн
    """
)

# Months and days cut short: a date follows.
BEFORE_DATE = words_of(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    janv févr avr juil déc ene abr ago dic mär mrz okt dez
    """
)

# These end a sentence as often as not; the next word decides.
EITHER = words_of(
    """
    inc co corp ltd llc plc bros jr sr esq ph.d m.d b.a m.a d.c u.s u.s.a u.k u.n e.u a.d b.c b.c.e c.e sq st mt ft lbs
    oz uu yd hrs yrs mgr г гг
    """
)

CLOCK = words_of("a.m p.m am pm")

# What follows a time of day without opening a sentence.
AFTER_CLOCK = words_of(
    """
    monday tuesday wednesday thursday friday saturday sunday gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet
    eest eastern central mountain pacific local jan feb mar apr may jun jul aug sep sept oct nov dec january february
    march april june july august september october november december
    """
)

# Words that open sentences often and names never.
OPENERS = words_of(
    """
    the this that these those there here it its he his she her hers they their theirs we our ours you your i my mine
    a an one some any all both each every no none nobody nothing many much most more few several another other others
    and but or nor so yet for because although though while whereas if unless until since when whenever where wherever
    who whoever whose what whatever which why how as at by in on of from to into with without within after before during
    between among against about above below under over through throughout despite except besides beyond behind beside
    near toward towards upon according instead meanwhile however moreover furthermore nevertheless nonetheless otherwise
    therefore thus hence then also still even only just now today yesterday tomorrow later earlier once again perhaps
    maybe indeed finally first second third last next soon never always often sometimes usually recently currently
    is are was were do does did has have had can could will would shall should may might must let please yes not
    don't didn't doesn't isn't aren't wasn't weren't won't wouldn't can't couldn't i'm i've i'll i'd it's he's she's
    they're we're you're that's there's what's who's let's
    el la los las un una unos unas este esta estos estas ese esa lo su sus él ella ellos ellas se no y pero o si en
    de del al con sin por para según desde hasta entre sobre tras cuando donde como qué quién también además sin
    le les l' une des ce cet cette ces il elle ils elles on nous vous je sa son ses leur leurs et mais ou où donc car
    dans de du au aux avec sans pour par selon depuis entre sur sous après avant lors quand comme que qui quoi
    der die das den dem des ein eine einen einem einer dieser diese dieses er sie es wir ihr ich sein seine und aber
    oder denn doch im am zum zur von vom mit ohne für durch gegen nach vor bei seit zwischen über unter wenn als wie
    was wer wo auch laut
    це цей ця ці він вона вони воно ми ви я його її їх та і й але або чи якщо у в на з зі із до від за під над про при
    після перед між через коли де як що хто який також
    это этот эта эти он она они оно мы вы я его её их и а но или если у в на с со из к от за под над о об при после
    перед между через когда где как что кто который также
    """
)

# Verbs that put a quotation that ends in "?" or "!" into somebody's mouth.
SAYING = words_of(
    """
    said says say asked asks told tells replied added adds wrote writes shouted cried answered explained continued
    argued insisted exclaimed tweeted posted warned joked quipped wondered demanded declared
    """
)

# Parts of speech that a caption without a verb lacks: what makes a line a sentence.
FINITE = words_of(
    """
    is are was were am be been being has have had do does did will would can could shall should may might must isn't
    aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't
    arose ate awoke beat became began bent bet bit bled blew broke brought built burnt burst bought came caught chose
    cost crept cut dealt drank drew drove dug fed fell felt fled flew forbade forgot fought found froze gave got grew
    heard held hid hit hung hurt kept knew laid lay led left lent let lit lost made meant met overcame overtook paid
    put quit ran rang read reads rebuilt rode rose said sang sank sat saw says sent set shook shone shot shut slept slid
    sold sought spent split spoke sprang spread spun stole stood struck stuck sued swam swept swore taught thought
    threw told took tore undertook understood underwent upheld went wept withdrew woke won wore wound wrote
    """
)
