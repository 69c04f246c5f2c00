"""What gives away that a sentence is page furniture or judgement: (why, pattern) pairs, tried in order.

Every pattern is linear: it is anchored, or its repeats are bounded.
"""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?"
DATE = (
    rf"(?:(?:{_DAY},?\s)?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}))"
)
_TIME = r"(?:(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)"
_NAME = r"[^\W\d_][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){0,4}"
_AGENCY = r"(?:reuters|afp|ap|associated press|getty(?: images)?|epa(?:-efe)?|dpa|ansa|efe|tass|xinhua|upi|pa media|shutterstock|alamy|unsplash)"


def _patterns(*pairs: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile the patterns, blind to case."""
    return tuple((why, re.compile(pattern, re.IGNORECASE)) for why, pattern in pairs)


FURNITURE = _patterns(
    (
        "a date line",
        rf"(?:(?:published|posted|updated|last updated|first published|modified|date|on)\s?:?\s?)*{DATE}"
        rf"(?:,?\s?(?:[|·•–-]\s?)?{_TIME})?(?:\s?[|·•–-]?\s?(?:by|updated:?)\s.{{1,80}})?\.?\Z",
    ),
    (
        "a date line",
        r"(?:published|posted|updated|last updated|first published|last modified)\s?(?::|on\b|at\b|\d).{0,80}\Z",
    ),
    (
        "a date line",
        r"(?:\d{1,3}\s(?:seconds?|minutes?|mins?|hours?|days?)\sago|\d{1,2}[\s-]min(?:ute)?s?\sread)\b.{0,40}\Z",
    ),
    ("a byline", rf"(?:(?:story|text|words|report)\s)?by:?\s{_NAME}(?:(?:,\s|\sand\s|\s?[|/]\s?){_NAME}){{0,4}}\Z"),
    ("a byline", rf"(?:written|reported|posted|published|compiled|edited|authored)\sby:?\s{_NAME}.{{0,60}}\Z"),
    (
        "an agency credit",
        r"[(\[]?(?:additional\s|further\s)?(?:reporting|writing|editing|compiled|translation|translated|edited|rewritten)"
        r"\s(?:and\s(?:writing|editing)\s)?by\s",
    ),
    ("an agency credit", r".{1,160}\bcontributed\s(?:to\sth(?:is|e)\s|reporting\b|additional\b|from\s[A-Z])"),
    (
        "an agency credit",
        r"(?:this|the)\s(?:article|story|report|post|piece|interview)\s(?:was|is|has been|first|originally)\b.{0,60}\b(?:published|appeared|produced|translated|republished|syndicated|updated|corrected|edited)\b",
    ),
    (
        "an agency credit",
        rf"[(\[—–-]*\s?(?:source:?\s|with\s(?:inputs?|agencies|files|reporting)(?:\sfrom)?\s?)?{_AGENCY}?[)\]./]*\Z",
    ),
    ("an agency credit", r"[(—–-]*\s?with\s(?:inputs?|material|reporting|files|agenc(?:y|ies))\b.{0,80}\Z"),
    (
        "a comment form",
        r"leave\s(?:a|your)\s(?:reply|comment)|your\se-?mail\saddress\swill\snot\sbe|required\sfields\sare\smarked|save\smy\sname,\se-?mail",
    ),
    (
        "a comment form",
        r"(?:post|add|submit|write|view|show|hide|join|read|see)\s(?:a\s|the\s|your\s|all\s)?(?:comments?|conversation|discussion)\b.{0,40}\Z|\d+\scomments?\Z|comments?\sare\s(?:closed|off|moderated)|comments?\s?(?:\(\d+\))?\Z|(?:name|e-?mail|website)\s?\*?\Z|(?:log|sign)\sin\sto\s(?:leave|post|comment|reply)",
    ),
    (
        "a link to other pages",
        r"(?:read|see|watch|learn|find out|discover|click|tap|scroll)\s(?:more|also|next|here|the full|our|all|this|below|for more|down)\b",
    ),
    (
        "a link to other pages",
        r"(?:also\sread|related(?:\s(?:articles?|stor(?:y|ies)|posts?|news|topics?|content|links?|coverage))?|more\s(?:on\sthis|from|stories|news|in)\b.{0,60}|recommended(?:\sfor\syou)?|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested).{0,40}|view\sall\b.{0,60}|continue\sreading|most\s(?:read|popular|viewed)|trending(?:\snow)?|editors?['’]?s?\s(?:picks?|choice)|latest\s(?:news|stories)|top\sstories|tags|topics|categories|previous|next|back\sto\stop|skip\sto\b.{0,40}|home|menu|search|advertisements?|story\scontinues\sbelow.{0,40}|article\scontinues\s(?:below|after).{0,40})\s?:?\Z",
    ),
    (
        "a link to other pages",
        r"(?:also\sread|read(?:\s(?:also|more|next))?|related(?:\s\w+)?|see\salso|more|watch|listen|video|photos?|gallery|tags|topics|live|explainer|opinion|analysis)\s?[:|»>]\s?.{0,200}\Z",
    ),
    (
        "a call to share, follow or subscribe",
        r"(?:please\s)?(?:share|follow|like|join|subscribe|sign\sup|register|download|support|donate|get|stay|contact|send\sus|email\sus|connect)\b.{0,60}\b(?:this(?:\s(?:article|story|post|page))?|us|facebook|twitter|x|instagram|whatsapp|telegram|youtube|linkedin|newsletters?|updates?|inbox|app|channel|journalism|alerts?|notifications?)\b",
    ),
    (
        "a call to share, follow or subscribe",
        r"(?:share|tweet|e-?mail|print|copy\slink|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|save|follow|subscribe)(?:[\s,|/·•]+(?:share|on|via|tweet|e-?mail|print|copy|link|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|save|this|article|story)){0,12}\Z",
    ),
    (
        "a cookie or legal notice",
        r".{0,200}\b(?:all\srights\sreserved|(?:uses?|accept|our)\s(?:of\s)?cookies|cookie\s(?:policy|settings|preferences)|privacy\s(?:policy|notice)|terms\s(?:of\s(?:use|service)|and\sconditions))\b",
    ),
    ("a cookie or legal notice", r"(?:copyright|©|\(c\))\s?(?:©|\(c\))?\s?(?:\d{4}|by\b|the\b|[A-Z])"),
    (
        "a cookie or legal notice",
        r"(?:the\s)?(?:views|opinions)\b.{0,80}\b(?:are|do\snot)\b.{0,60}\b(?:author|own|reflect|represent)|may\snot\sbe\s(?:published|reproduced)|any\suse\sof\smaterials",
    ),
    (
        "an image credit",
        r"(?:file\s)?(?:photo(?:graph)?|image|picture|credit|illustration|photo\scredit|image\scredit|image\ssource|picture\scredit|graphic|caption|screengrab|screenshot|representational\simage|foto|фото|imagen|bild)s?\s?(?::|\sby\s|\scredit|\scourtesy|\|)",
    ),
    (
        "an image credit",
        rf".{{0,300}}(?:[(\[/|©—–-]\s?(?:file\s)?(?:photo|image|picture|illustration|screenshot)s?\s?(?::|by|from|credit|courtesy|via|/)[^()]{{0,80}}[)\]]?\.?|[(\[]\s?(?:{_AGENCY}|file)(?:\s(?:photo|file|image|picture))?[^()]{{0,60}}[)\]]|\bfile\sphoto\.?|\b(?:via|/)\s?(?:{_AGENCY})(?:\simages)?|\bgetty\simages|\bvia\sgetty.{{0,20}})\Z",
    ),
    ("the tail of a post", rf"[—–-]+\s?.{{1,80}}\(@\w{{1,30}}\)(?:\s{DATE})?"),
    ("the tail of a post", r"(?:https?://t\.co/\w+|pic\.(?:twitter|x)\.com/\w+)\Z"),
    (
        "an author's note",
        rf"(?:about\s(?:the\s)?authors?|authors?|{_NAME}\sis\s(?:a|an|the|our)\s(?:[\w-]+\s){{0,5}}(?:reporter|journalist|editor|correspondent|columnist|(?:staff|news|content|freelance|feature|senior)\swriter|contributor|intern)\b.{{0,60}}\b(?:at|for|with|in|covering|who|specializ|specialis|based|and)\b.{{0,300}})\s?:?\Z",
    ),
    (
        "an author's note",
        r"(?:with\s(?:a|an)\s(?:keen|passion|background|degree)|(?:he|she|they)\s(?:can\sbe\sreached|tweets|covers|specializes|specialises|holds\sa|has\swritten\sfor|is\sbased\sin|delivers)|(?:e-?mail|contact|reach|follow)\s(?:him|her|them|the\s(?:author|writer|reporter))\b)",
    ),
)

# A line like this near the end closes the article: nothing below it is the report.
END_MATTER = re.compile(
    r"(?:leave\s(?:a|your)\s(?:reply|comment)|comments?(?:\s\(\d+\))?|authors?|about\s(?:the\s)?authors?|share\sthis\b.{0,30}"
    r"|related\s(?:articles?|stor(?:y|ies)|posts?|news|topics?)|you\smay\salso\slike|more\sfrom\b.{0,40}|most\s(?:read|popular)"
    r"|recommended(?:\sfor\syou)?|tags|post\snavigation|editor['’]s\spicks?)\s?:?\Z",
    re.IGNORECASE,
)

OPINION = _patterns(
    ("a question", r".*\?[\"'”’»)]*\Z"),
    (
        "an appeal",
        r"(?:[\"'“‘]?(?:let['’]?s|let us|we must|we should|we have to|we need to|it is time|it['’]s time)\b)",
    ),
    (
        "says what ought to be",
        r".*\b(?:must|should|ought to|needs? to|has to|have to)\b(?!\shave\b|\s(?:also\s)?have\sbeen\b)",
    ),
    ("a prediction", r"[\"'“‘]?(?:if|should|unless|whether|once)\b.*\b(?:will|would|could|may|might|can)\b"),
    (
        "a prediction",
        r".*\b(?:remains to be seen|only time will tell|time will tell|matter of time|watch(?:es)? (?:closely|attentively|as|on)|all eyes)\b",
    ),
    (
        "a prediction",
        r".*\b(?:will|would|could|may|might|can|is likely to|are likely to|is set to|is poised to|is bound to|(?:is|are) expected to)\b(?!\s(?:not\s)?have\b)",
    ),
    (
        "speaks of significance",
        r".*\b(?:underscor|underlin|highlight|symboli[sz]|signal|exemplif|epitomi[sz]|illustrat|showcas|emphasi[sz])(?:e?s|ed|ing|es)\b",
    ),
    (
        "speaks of significance",
        r".*\b(?:(?:serv|stand|act)(?:es|s|ed)? as an?|testament to|reminder (?:of|that)|wake-?up call|turning point|(?:pivotal|watershed|defining|critical|significant|historic) (?:moment|step|milestone|breakthrough|development|victory)|new (?:chapter|era|dimension)|beacon of|sends? an? (?:clear|strong|powerful) (?:message|signal)|rais(?:es?|ing) (?:[\w-]+ ){0,3}(?:questions?|concerns?|fears?)|(?:poses?|fuels?) (?:[\w-]+ ){0,3}(?:concerns?|questions?|fears?|risks?|challenges?)|amplif(?:y|ies) the)\b",
    ),
    (
        "a judgement",
        r".*\b(?:(?:absolute|perfect|little|no) sense|no doubt|without (?:a )?doubt|undoubtedly|clearly|obviously|certainly|arguably|unsurprisingly|of course|unfortunately|sadly|regrettably|no small feat|no ordinary|nothing short of|not (?:simply|just|merely|only) an? |controversial|alarming|deplorable|shameful|outrageous|disgraceful|unacceptable|heartbreaking|remarkable|stunning|cautious optimism)\b",
    ),
    (
        "a judgement",
        r"[\"'“‘]?(?:(?:so|and|but|well),?\s)?i(?:['’]m|\sam)\s(?:very|so|quite|deeply|really|extremely|not|proud|happy|glad|sure|skeptical|sceptical|confident|worried)\b",
    ),
    ("a judgement", r"[\"'“‘]?(?:(?:so|and|but|well),?\s)?(?:i|we)\s(?:think|believe|feel|hope|wish|fear|doubt)\b"),
)

# What makes a judging sentence checkable all the same: somebody said it, a figure, a day.
CHECKABLE = re.compile(
    r"\d|\baccording to\b|\b(?:said|says|told|tells|announced|stated|states|added|adds|warned|warns|claimed|claims|reported|wrote|writes"
    r"|noted|insisted|argued|denied|confirmed|revealed|estimated|estimates|vowed|urged|called (?:for|on)|demanded|promised|pledged"
    r"|proposed|suggested|alleged|testified|ruled|ordered|voted|signed|explained|stressed|emphasi[sz]ed|acknowledged|admitted|accused)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|thousands|millions?|billions?)\b"
    r"|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday)\b",
    re.IGNORECASE,
)
