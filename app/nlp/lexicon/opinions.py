"""What gives away that a sentence judges, predicts, appeals or speaks of significance, and what makes it checkable."""

from app.nlp.lexicon.cues import any_of, cue, words_of

APPEALS = (
    cue("a question", "", r"\?[\"'”»)]{0,3}\Z"),
    cue("an appeal", "let's let", r"\blet's\b", r"\blet us\b"),
)
"""Never claims, whatever else the sentence holds."""

FIRM = (
    cue(
        "a prediction",
        "seen tell matter eyes watches watching",
        r"\b(?:remains?|remained) to be seen\b",
        r"\btime (?:alone )?will tell\b",
        r"\b(?:only )?a (?:matter|question) of time\b",
        r"\ball eyes (?:are|will be|now)\b",
        r"\bthe world (?:is |now )?watch(?:es|ing)\b",
    ),
    cue(
        "a prediction",
        "undoubtedly surely inevitably certainly bound expected likely poised destined",
        r"\bwill (?:undoubtedly|surely|inevitably|certainly|no doubt|likely|almost certainly)\b",
        r"\b(?:is|are) (?:bound|destined|poised|(?:widely |likely )?expected|likely) to (?:have|bring|play|shape"
        r"|influence|further|deepen|fuel|spark|intensify|transform|change|become|remain)\b",
    ),
    cue(
        "a prediction",
        "if should unless once were",
        r"^[\"']?(?:but |and )?(?:if|should|unless|were)\b.*\b(?:will|would|could|may|might|can)\b(?! (?:not )?have\b)",
    ),
    cue(
        "speaks of significance",
        "underscores underscored underlines underlined highlights highlighted symbolizes symbolises signals signalled"
        " signaled exemplifies epitomizes epitomises illustrates showcases emphasizes emphasises cements",
        r"\b(?:underscor|underlin|highlight|symboli[sz]|exemplif|epitomi[sz]|illustrat|showcas|emphasi[sz]|cement)"
        r"e?s (?:the|how|why|just|a|an|its|their|our|both|\w+'s?|\w+s)\b",
        r"\b(?:underscor|underlin|highlight)ed (?:how|why|(?:the|a|its) (?:\w+ )?(?:need|importance|urgency|risks?|dangers?"
        r"|extent|depth|challenges?|fragility|severity|scale|limits|power|value))\b",
        r"\bsignal(?:s|l?ed) (?:a|an|the|its|\w+'s?)\b",
    ),
    cue(
        "speaks of significance",
        "reminder testament call point moment milestone breakthrough step development victory triumph",
        r"\b(?:reminder|testament) (?:of|to|that)\b",
        r"\bwake-up call\b",
        r"\bturning point\b",
        r"\b(?:marks?|marked|is|was|represents?|represented|signals?|constitutes?) an? (?:\w+ )?(?:pivotal|watershed|defining"
        r"|critical|crucial|decisive|significant|historic|momentous|seismic|key|important|major|huge|big) (?:moment|step"
        r"|milestone|breakthrough|development|victory|point|turn|shift|blow|boost|test)\b",
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
        "questions concerns fears issues alarm doubts",
        r"\b(?:raises?|poses?|fuels?|sparks?|stokes?) (?:\w+ ){0,3}(?:questions|concerns|fears|issues|alarm|doubts)\b",
    ),
    cue(
        "a judgement",
        "clearly obviously undoubtedly arguably unsurprisingly unfortunately sadly regrettably tragically",
        r"^[\"']?(?:but |and |so )?(?:clearly|obviously|undoubtedly|arguably|unsurprisingly|unfortunately|sadly|regrettably"
        r"|tragically)\b",
    ),
    cue(
        "a judgement",
        "sense doubt feat short ordinary optimism better worse",
        r"\b(?:absolute|perfect|little|no) sense\b",
        r"\b(?:no|without|little) (?:\w+ )?doubt\b",
        r"\bno (?:small|mean|ordinary|easy) (?:feat|task|matter|achievement)\b",
        r"\bnothing short of\b",
        r"\bcautious optimism\b",
    ),
    cue(
        "a judgement",
        "controversial alarming deplorable shameful outrageous disgraceful unacceptable heartbreaking remarkable stunning"
        " timely fascinating terrible horrific appalling brilliant wonderful ridiculous absurd inspiring impressive"
        " concerning worrying troubling disturbing welcome overdue inexcusable unforgivable deeply",
        r"\b(?:is|are|was|were|be|remains?|seems?|looks?|feels?) (?:(?:an?|the|very|so|too|most|more|just|quite|\w+ly|\w+ and) )"
        r"{0,3}(?:controversial|alarming|deplorable|shameful"
        r"|outrageous|disgraceful|unacceptable|heartbreaking|remarkable|stunning|timely|fascinating|terrible|horrific"
        r"|appalling|brilliant|wonderful|ridiculous|absurd|inspiring|impressive|concerning|worrying|troubling|disturbing"
        r"|overdue|inexcusable|unforgivable)\b(?! by\b)",
    ),
    cue(
        "a judgement",
        "not",
        r"\b(?:is|are|was) not (?:simply|just|merely|only) (?:an? |about )",
        r"\bnot just\b.*\bbut (?:also )?an?\b",
    ),
)
"""Judgement unless somebody is named who said it, or it holds a figure."""

SOFT = (
    cue(
        "a prediction",
        "would could may might",
        r"(?<!that )(?<!which )(?<!who )\bwould (?!have\b|not have\b|be (?:held|published|released|open)\b)",
        r"(?<!that )(?<!which )(?<!who )\bcould (?!have\b|not\b|n't\b|be (?:seen|heard|felt|smelled)\b|see\b|hear\b|feel\b|smell\b|no longer\b|barely\b)",
        r"\b(?:may|might) (?!have\b|not have\b|\d)",
    ),
    cue(
        "says what ought to be",
        "should ought must",
        r"\b(?:should|ought to) (?!have\b)",
        r"\b(?:we|everyone|nobody|the (?:world|government|state|international community|authorities|west))"
        r" (?:must|needs? to|has to|have to)\b",
    ),
)
"""Judgement unless it also names a day, a number or a study."""

QUOTED = (
    cue(
        "a judgement",
        "i i'm i'd we we're our",
        r"\b(?:i'm|i am|we're|we are) (?:very|so|quite|deeply|really|extremely|proud|happy|glad|sure|skeptical|sceptical"
        r"|confident|worried|heartbroken|devastated|shocked|grateful|thrilled|delighted|hopeful|concerned)\b",
        r"\b(?:i|we) (?:think|believe|feel|hope|wish|fear|doubt|love|hate)\b",
    ),
    cue(
        "says what ought to be",
        "must need needs have has should ought",
        r"\b(?:we|they|you|he|she|it|people|\w+) (?:must|need to|needs to|have to|has to|ought to|should)\b(?! (?:also |not )?have\b)",
    ),
    cue(
        "a judgement",
        "great terrible awful sad tragic horrible",
        rf"\b(?:is|was|'s) (?:\w+ ){{0,3}}{any_of('great terrible awful sad tragic horrible')}\b",
    ),
)
"""Judgement inside somebody's words that are not credited in the same sentence."""

SAID = words_of(
    """
    said says say saying told tells tell telling announced announces announcing stated states added adds adding warned
    warns warn warning cautioned cautions claimed claiming reported reporting wrote writes noted notes noting insisted
    insists argued argues argue arguing contended contends denied denies deny denying confirmed confirms revealed reveals
    estimated estimates estimate vowed vows urged urges demanded promised pledged proposed proposes alleged alleges
    testified ruled ordered voted signed agreed unveiled explained explains stressed stresses emphasized emphasised
    acknowledged acknowledges admitted admits conceded maintained maintains observed remarked recalled recounted
    complained accused accuses asked asks called described describes suggested suggests suggest recommended declared
    declares tweeted posted replied concluded concludes predicted predicts forecasts blamed blames praised criticized
    criticised condemned condemns rejected rejects dismissed dismisses hinted reportedly allegedly purportedly apparently
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
