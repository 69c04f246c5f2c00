"""What gives away that a sentence judges, predicts, appeals or speaks of significance, and what makes it checkable."""

from app.nlp.lexicon.cues import any_of, cue, words_of

APPEALS = (
    cue("a question", "", r"\?[\"'”’»)]{0,3}\Z"),
    cue("a prediction", "tell", r"\btime (?:alone )?will tell\b"),
    cue("an appeal", "let's let", r"\blet's\b", r"\blet us\b"),
)
"""Never claims, whatever else the sentence holds."""

_SURELY = "undoubtedly surely inevitably certainly"
_TO_EXPECT = "bound destined poised expected likely"
_TO_BRING = "have bring play shape influence further deepen fuel spark intensify transform change become remain"
_SHOWS = "underscor underlin highlight symboli[sz] exemplif epitomi[sz] illustrat showcas emphasi[sz] cement"
_IMPORTANCE = (
    "need importance urgency risks? dangers? extent depth challenges? fragility severity scale limits power value"
)
_GREAT = (
    "pivotal watershed defining critical crucial decisive significant historic momentous key important major huge big"
)
_EVENT = "moment step milestone breakthrough development victory point turn shift blow boost test"
_WORRIES = "questions concerns fears issues alarm doubts"
_SADLY = "clearly obviously undoubtedly arguably unsurprisingly unfortunately sadly regrettably tragically"
_EVALUATIVE = (
    "controversial alarming deplorable shameful outrageous disgraceful unacceptable heartbreaking remarkable stunning"
    " timely fascinating terrible horrific appalling brilliant wonderful ridiculous absurd inspiring impressive"
    " concerning worrying troubling disturbing overdue inexcusable unforgivable"
)
_FEELING = (
    "proud happy glad sure skeptical sceptical confident worried heartbroken devastated shocked grateful thrilled"
    " delighted hopeful concerned"
)
_AWFUL = "great terrible awful sad tragic horrible"

_SHAME = "stain disgrace shame scandal outrage insult betrayal farce mockery"
_NO_PAST = r"(?! (?:also |not )?have\b)"
_IN_MAIN_CLAUSE = r"(?<!that )(?<!which )(?<!who )"

FIRM = (
    cue(
        "a judgement",
        f"{_SHAME} belief comprehension words nobody one live",
        rf"\b(?:is|are|was) an? (?:[a-z]+ ){{0,2}}{any_of(_SHAME)}\b",
        r"\bbeyond (?:all )?(?:belief|comprehension|words)\b",
        r"\b(?:nobody|no one|no-one) should (?:ever )?have to\b",
        r"^[\"'“]?long live\b",
    ),
    cue(
        "a prediction",
        "seen matter question eyes watches watching",
        r"\bremain(?:s|ed)? to be seen\b",
        r"\b(?:only )?a (?:matter|question) of time\b",
        r"\ball eyes (?:are|will be|now)\b",
        r"\bthe world (?:is |now )?watch(?:es|ing)\b",
    ),
    cue("a prediction", f"{_SURELY} likely", rf"\bwill (?:almost )?(?:likely|{any_of(_SURELY)})\b"),
    cue("a prediction", _TO_EXPECT, rf"\b(?:is|are) (?:widely )?{any_of(_TO_EXPECT)} to {any_of(_TO_BRING)}\b"),
    cue(
        "a prediction",
        "if should unless were",
        rf"^[\"']?(?:but |and )?(?:if|should|unless|were)\b.*\b{any_of('will would could may might can')}\b{_NO_PAST}",
    ),
    cue(
        "speaks of significance",
        "underscores underlines highlights symbolizes symbolises exemplifies epitomizes epitomises illustrates"
        " showcases emphasizes emphasises cements signals signalled signaled",
        rf"\b{any_of(_SHOWS)}(?:i?e)?s (?:the|how|why|just|a|an|its|their|our|both|\w+'s?|\w+s)\b",
        r"\bsignal(?:s|l?ed) (?:a|an|the|its|\w+'s?)\b",
    ),
    cue(
        "speaks of significance",
        "underscored underlined highlighted",
        r"\b(?:underscor|underlin|highlight)ed (?:how|why)\b",
        rf"\b(?:underscor|underlin|highlight)ed (?:the|a|its) (?:\w+ )?{any_of(_IMPORTANCE)}\b",
    ),
    cue(
        "speaks of significance",
        f"reminder testament call {_EVENT}",
        r"\b(?:reminder|testament) (?:of|to|that)\b",
        r"\bwake-up call\b",
        r"\bturning point\b",
        r"\b(?:marks?|marked|is|was|represents?|represented|constitutes?) an? (?:\w+ )?"
        rf"{any_of(_GREAT)} {any_of(_EVENT)}\b",
    ),
    cue(
        "speaks of significance",
        "chapter era dimension message signal beacon stakes opportunity insight insights glimpse",
        r"\bnew (?:chapter|era|dimension)\b",
        r"\bsends? an? (?:\w+ )?(?:clear|strong|powerful|chilling) (?:message|signal)\b",
        r"\bbeacon of\b",
        r"\b(?:amplif(?:y|ies)|raises?) the stakes\b",
        r"\b(?:gives?|offers?|affords?|provides?) (?:an? )?(?:\w+ )?(?:opportunity|insights?|glimpse)\b",
    ),
    cue(
        "speaks of significance",
        _WORRIES,
        rf"\b(?:raises?|poses?|fuels?|sparks?|stokes?) (?:\w+ ){{0,3}}{any_of(_WORRIES)}\b",
    ),
    cue("a judgement", _SADLY, rf"^[\"']?(?:but |and |so )?{any_of(_SADLY)}\b"),
    cue(
        "a judgement",
        "sense doubt feat task matter achievement short optimism",
        r"\b(?:absolute|perfect|little|no) sense\b",
        r"\b(?:no|without|little) (?:\w+ )?doubt\b",
        r"\bno (?:small|mean|ordinary|easy) (?:feat|task|matter|achievement)\b",
        r"\bnothing short of\b",
        r"\bcautious optimism\b",
    ),
    cue(
        "a judgement",
        _EVALUATIVE,
        r"\b(?:is|are|was|were|be|remains?|seems?|looks?|feels?) "
        rf"(?:(?:an?|the|very|so|too|most|more|just|quite|\w+ly|\w+ and) ){{0,3}}{any_of(_EVALUATIVE)}\b(?! by\b)",
    ),
    cue(
        "a judgement",
        "not",
        r"\b(?:is|are|was) not (?:simply|just|merely|only) (?:an? |about )",
        r"\bnot just\b.*\bbut (?:also )?an?\b",
    ),
)
"""Judgement unless somebody is credited with it, or it holds a figure."""

SOFT = (
    cue(
        "a prediction",
        "would could may might",
        rf"{_IN_MAIN_CLAUSE}\bwould (?!have\b|not have\b|be (?:held|published|released|open)\b)",
        rf"{_IN_MAIN_CLAUSE}\bcould (?!have\b|not\b|no longer\b|barely\b|(?:see|hear|feel|smell)\b)"
        r"(?!be (?:seen|heard|felt|smelled)\b)",
        r"\b(?:may|might) (?!have\b|not have\b|\d)",
    ),
    cue(
        "says what ought to be",
        "should ought must needs need has have",
        r"\b(?:should|ought to) (?!have\b)",
        r"\b(?:we|everyone|nobody|the (?:world|government|state|international community|authorities|west))"
        r" (?:must|needs? to|has to|have to)\b",
    ),
)
"""Judgement unless it also names a day, a number or a study."""

QUOTED = (
    cue(
        "a judgement",
        "i i'm we we're",
        rf"\b(?:i'm|i am|we're|we are) (?:(?:very|so|quite|\w+ly) )?{any_of(_FEELING)}\b",
        r"\b(?:i|we) (?:think|believe|feel|hope|wish|fear|doubt|love|hate)\b",
    ),
    cue(
        "says what ought to be",
        "must need needs have has should ought",
        rf"\b\w+ (?:must|needs? to|have to|has to|ought to|should)\b{_NO_PAST}",
    ),
    cue("a judgement", _AWFUL, rf"(?:\b(?:is|was)|'s) (?:\w+ ){{0,3}}{any_of(_AWFUL)}\b"),
)
"""Judgement inside somebody's words that are not credited in the same sentence."""

SAID = words_of(
    """
    said says say saying told tells tell telling announced announces announcing stated states added adding warned
    warns warn warning cautioned cautions claimed claiming reported reporting wrote writes noted notes noting insisted
    insists argued argues argue arguing contended contends denied denies deny denying confirmed confirms revealed
    reveals estimated estimates estimate vowed vows urged urges demanded promised pledged proposed proposes alleged
    alleges testified ruled ordered voted signed agreed unveiled explained explains stressed stresses emphasized
    emphasised acknowledged acknowledges admitted admits conceded maintained maintains observed remarked recalled
    recounted complained accused accuses asked asks called described describes suggested suggests suggest recommended
    declared declares tweeted posted replied concluded concludes predicted predicts forecasts blamed blames praised
    criticized criticised condemned condemns rejected rejects dismissed dismisses hinted reportedly allegedly
    purportedly apparently
    """
)
"""With one of these outside quotation marks somebody is credited, or the paper says that it only passes it on."""

MEASURED = words_of(
    """
    two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million
    millions billion billions half monday tuesday wednesday thursday friday saturday sunday yesterday today tonight
    january february april june july august september october november december
    report study audit survey data figures research poll census investigation
    """
)
"""A number, a day or a study: something to check."""
