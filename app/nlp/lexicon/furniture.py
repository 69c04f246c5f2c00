"""What gives away that a line is page furniture rather than report: bylines, credits, forms, links, notices.

Every pattern is linear: anchored at its start, with bounded repeats.
"""

import re

from app.nlp.lexicon.cues import any_of, cue

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?"
_DATE = (
    rf"(?:(?:{_WEEKDAY},?\s)?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}))"
)
_TIME = r"(?:(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:[a-z]{2,4}|[+-]\d{2}:?\d{2}))?)"
_STAMPED = any_of("published posted updated last_updated first_published last_modified modified created date on")

_AGENCY = any_of(
    "reuters afp ap associated_press agence_france-presse getty getty_images epa epa-efe dpa ansa efe tass xinhua upi"
    " pa pa_media shutterstock alamy unsplash"
)
_PICTURE = any_of(
    "photos? photographs? images? pictures? illustrations? screenshots? screengrabs? graphics? foto fotos фото imagen"
    " imágenes bild bilder"
)

BYLINE = re.compile(
    r"(?:(?:[Ss]tory|[Tt]ext|[Ww]ords|[Rr]eport|[Pp]osted|[Ww]ritten|[Pp]ublished|[Rr]eported|[Cc]ompiled)\s)?"
    r"(?:[Bb]y|BY|Par|Por|Von|Від|Автор):?\s"
    r"[^\W\d_a-z][\w.'’-]{0,30}(?:(?:,|\sand|\s[&|/])?\s[^\W\d_a-z][\w.'’-]{0,30}){0,9}(?:,?\s(?:for|in|at)\s.{1,40})?\Z"
)
"""The line that names the writer; capitals matter, so that it sees the text as it is written."""

FURNITURE = (
    cue(
        "a byline without a name",
        "correspondent correspondents reporter reporters team staff desk writers agencies",
        r"by\s(?:our|a|an|the|staff|agency)\b(?:\s[\w'’-]{1,20}){0,5}"
        r"\s(?:correspondents?|reporters?|team|staff|desk|writers?|agencies)\.?\Z",
    ),
    cue("the sign of an agency", "", r"[a-z]{2,5}(?:/[a-z]{2,4}){1,3}\Z"),
    cue(
        "a date line",
        "",
        rf"(?:{_STAMPED}\s?:?\s?){{0,3}}{_DATE}(?:,?\s?(?:[|·•–-]\s?)?{_TIME})?"
        rf"(?:\s?[|·•–-]?\s?(?:by|updated:?)\s.{{1,80}})?\.?\Z",
        r"(?:published|posted|updated|last updated|first published|last modified)\s?(?::|on\b|at\b|\d).{0,60}\Z",
        r"(?:\d{1,3}\s(?:seconds?|minutes?|mins?|hours?|days?)\sago|\d{1,2}[\s-]min(?:ute)?s?\sread)\b.{0,40}\Z",
    ),
    cue(
        "an agency credit",
        "reporting writing editing compiled translation translated edited rewritten",
        r"[(\[]?(?:additional\s|further\s)?(?:reporting|writing|editing|compiled|translation|translated|edited|rewritten)"
        r"\s(?:and\s(?:writing|editing)\s)?by\s",
    ),
    cue(
        "an agency credit",
        "contributed",
        r".{1,160}\bcontributed\s(?:to\sth(?:is|e)\s(?:report|story|article)|(?:additional\s)?reporting\b|from\s)",
    ),
    cue(
        "an agency credit",
        "published appeared produced translated republished syndicated updated corrected edited",
        r"(?:this|the)\s(?:article|story|report|post|piece|interview)\s(?:was|is|has\sbeen|first|originally)\b.{0,60}"
        r"\b(?:published|appeared|produced|translated|republished|syndicated|updated|corrected|edited)\b",
    ),
    cue(
        "an agency credit",
        "",
        rf"[(\[—–-]{{0,3}}\s?(?:(?:source|sources|with)\s?:?\s)?(?:{_AGENCY}[,/\s]{{0,2}}){{1,4}}[)\].]?\Z",
        r"[(—–-]{0,3}\s?with\s(?:inputs?|material|reporting|files|agenc(?:y|ies))\b.{0,80}\Z",
    ),
    cue(
        "a note of the news desk",
        "breaking developing updated updates version standards editor's editors details",
        r"this\sis\sa\s(?:breaking|developing)\b.{0,60}\Z",
        r"(?:this|the)\sstory\s(?:is\sdeveloping|is\sbeing\supdated|will\sbe\supdated)\b",
        r"(?:please\s)?check\sback\s(?:for|later|soon)\b.{0,40}\Z",
        r"(?:an|the)\searlier\sversion\sof\sthis\s(?:article|story|report)\b",
        r"our\sstandards\s?:",
        r"editor'?s'?\snotes?\s?:",
        r"more\s(?:details\s)?(?:soon|to\sfollow)\b.{0,20}\Z",
    ),
    cue(
        "a comment form",
        "leave mail email e-mail required save comment comments conversation discussion name website log sign"
        " respuesta comentario commentaire kommentar коментар комментарий",
        r"leave\s(?:a|your)\s(?:reply|comment)",
        r"your\se-?mail\saddress\swill\snot\sbe",
        r"required\sfields\sare\smarked",
        r"save\smy\sname,\se-?mail",
        r"(?:post|add|submit|write|view|show|hide|join|read|see)\s(?:a\s|the\s|your\s|all\s)?"
        r"(?:comments?|conversation|discussion)\b.{0,40}\Z",
        r"(?:\d{1,6}\s)?comments?(?:\s?\(\d{1,6}\)|\sare\s(?:closed|off|moderated).{0,20})?\Z",
        r"(?:name|e-?mail|website)\s?\*?\Z",
        r"(?:log|sign)\sin\sto\s(?:leave|post|comment|reply)",
        r"(?:deja\suna\srespuesta|laisser\sun\scommentaire|schreibe\seinen\skommentar|(?:залишити|додати)\sкоментар"
        r"|добавить\sкомментарий)",
    ),
    cue(
        "a link to other pages",
        "",
        r"(?:read|see|watch|listen|learn|find\sout|discover|click|tap|scroll)\s"
        r"(?:more|also|next|here|the\sfull|our|all|below|for\smore|down)\b.{0,160}\Z",
        r"(?:(?:also|further)\sread|read(?:\s(?:also|more|next))?|related(?:\s\w{1,20})?|see\salso|more|watch|listen|video"
        r"|gallery|tags|topics|live|explainer|opinion|analysis|leer\smás|lea\stambién|lire\saussi|lesen\ssie\sauch"
        r"|читайте\sтакож|читайте\sтакже)\s?[:|»>]\s?.{0,200}\Z",
        r"(?:also\sread|related(?:\s(?:articles?|stor(?:y|ies)|posts?|news|topics?|content|links?|coverage))?"
        r"|more\s(?:on\sthis|from|stories|news|in)\b.{0,60}|recommended(?:\sfor\syou)?"
        r"|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested).{0,40}|view\s(?:all|gallery|images?|photos?|video)\b.{0,60}|continue\sreading|show\smore"
        r"|most\s(?:read|popular|viewed)|trending(?:\snow)?|editor'?s'?\s(?:picks?|choice)|latest\s(?:news|stories)"
        r"|top\sstories|tags|topics|categories|previous|next|previous\s(?:article|post)|next\s(?:article|post)"
        r"|back\sto\stop|skip\sto\b.{0,40}|home|menu|search|advertisements?|sponsored(?:\scontent)?"
        r"|(?:story|article)\scontinues\s(?:below|after).{0,40}|post\snavigation)\s?:?\Z",
    ),
    cue(
        "a call to share, follow or subscribe",
        "",
        r"(?:please\s|to\s)?(?:share|follow|like|join|subscribe|sign\sup|register|download|support|donate|get|stay|contact"
        r"|send\sus|email\sus|connect)\b.{0,60}\b(?:this(?:\s(?:article|story|post|page))?|us|facebook|twitter|instagram"
        r"|whatsapp|telegram|youtube|linkedin|newsletters?|inbox|our\sapp|our\schannel|our\sjournalism|alerts"
        r"|notifications?)\b.{0,120}\Z",
        r"(?:share|tweet|e-?mail|print|copy\slink|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|save|follow"
        r"|subscribe)(?:[\s,|/·•]{1,3}(?:share|on|via|tweet|e-?mail|print|copy|link|facebook|twitter|x|whatsapp|telegram"
        r"|linkedin|reddit|pinterest|save|this|article|story)){0,12}\Z",
        r"(?:our|the)\s(?:free\s)?(?:daily\s|weekly\s|morning\s)?newsletters?\b.{0,80}\Z",
    ),
    cue(
        "a cookie or legal notice",
        "rights cookies cookie privacy terms copyright views opinions material materials reproduced published c",
        r".{0,160}\ball\srights\sreserved\b",
        r".{0,80}\b(?:we|site|website|page)\s(?:use|uses|and\sour\spartners\suse)\scookies\b",
        r"(?:accept|reject|manage|allow)\s(?:all\s)?cookies\b",
        r"(?:cookie\s(?:policy|settings|preferences)|privacy\s(?:policy|notice)|terms\s(?:of\s(?:use|service)|and\s"
        r"conditions))\b.{0,60}\Z",
        r"(?:copyright|\(c\))\s?(?:©|\(c\))?\s?(?:\d{4}|by\b|the\b)",
        r"(?:the\s)?(?:views|opinions)\b.{0,80}\b(?:are|do\snot)\b.{0,60}\b(?:authors?|own|reflect|represent)\b",
        r"(?:this|the|all|any|our)\s(?:material|article|content|report|text)s?\b.{0,40}\bmay\snot\sbe\s"
        r"(?:published|reproduced|broadcast|copied)\b",
        r"any\suse\sof\smaterials",
    ),
    cue("a cookie or legal notice", "", r"©\s?(?:\d{4}|[a-z])"),
    cue(
        "an image credit",
        "",
        rf"(?:file\s)?(?:{_PICTURE}|credit|caption)\s?(?:{_PICTURE})?\s?(?:credit|courtesy|source)?\s?(?::|\bby\s|\bcourtesy\s|\|)",
        r"file\s(?:-|–|—|photo\b|image\b|picture\b)",
    ),
    cue(
        "an image credit",
        "photo image picture illustration screenshot file via getty afp reuters ap epa images source courtesy credit",
        rf".{{0,300}}[(\[]\s?(?:file\s)?(?:{_PICTURE}|source|credit|courtesy)\s?(?::|by\b|from\b|credit|courtesy|via\b|/|of\b)"
        r"[^()]{0,80}[)\]]?\.?\Z",
        rf".{{0,300}}[(\[]\s?(?:{_AGENCY}|file)\s?(?:/|via\b|{_PICTURE}|file)?[^()]{{0,60}}[)\]]\Z",
        rf".{{0,300}}(?:\bfile\s(?:photo|image|picture)\.?|[/©]\s?{_AGENCY}|\bvia\s{_AGENCY}(?:\simages)?|\bgetty\simages)[)\]]?\Z",
        rf"{_AGENCY}\s?/\s?[\w .'-]{{1,60}}\Z",
    ),
    cue(
        "the tail of a post",
        "",
        rf"[—–-]{{1,2}}\s?.{{1,80}}\(@\w{{1,30}}\)(?:\s{_DATE})?\Z",
        r"(?:https?://t\.co/\w{1,20}|pic\.(?:twitter|x)\.com/\w{1,20})\Z",
    ),
    cue(
        "an author's note",
        "author authors reporter journalist editor correspondent columnist writer contributor intern",
        r"(?:about\sthe\s)?authors?\s?:?\Z",
        r"(?:[\w.'-]{1,30}\s){1,5}is\s(?:a|an|the|our)\s(?:[\w-]{1,20}\s){0,6}"
        r"(?:reporter|journalist|editor|correspondent|columnist|(?:staff|news|content|freelance|feature|senior)\swriter"
        r"|contributor|intern)(?:\sand\s[\w\s-]{1,30})?,?\s"
        r"(?:at|for|with|in|covering|who\s(?:covers|writes|reports)|speciali[sz]\w{1,6}|based)\b",
        r"(?:e-?mail|contact|reach|follow)\s(?:him|her|them|the\s(?:author|writer|reporter))\b",
    ),
)

ENDING = re.compile(
    r"(?:leave\s(?:a|your)\s(?:reply|comment)|comments?(?:\s\(\d{1,6}\))?|post\snavigation|deja\suna\srespuesta"
    r"|laisser\sun\scommentaire|schreibe\seinen\skommentar|добавить\sкомментарий|залишити\sкоментар)\s?:?\Z"
)
"""A line below which nothing is the report's: what readers write."""

SIDE_MATTER = re.compile(
    r"(?:authors?|about\s(?:the\s)?authors?|related\s(?:articles?|stor(?:y|ies)|posts?|news|topics?|content)|more\sfrom\b.{0,40}"
    r"|you\s(?:may|might)\salso\slike|most\s(?:read|popular)|recommended(?:\sfor\syou)?|tags|editor'?s'?\spicks?"
    r"|trending(?:\snow)?)\s?:?\Z"
)
"""A line below which short lines are the page's, until a paragraph of the report follows."""

CAPTION = re.compile(
    r"(?:pictured(?:\sabove|\sbelow)?\s?:|above:|below:|left:|right:|\((?:l-r|from\sleft|pictured)\b|from\sleft:"
    r"|(?:in\s)?this\s(?:file\s)?(?:photo|image|picture|photograph|handout|screengrab)\b|a\s(?:file\s)?(?:photo|picture|image)\sof"
    r"|(?:an?\s)?(?:general|aerial|satellite)\s(?:view|image|photo)\s(?:of|shows)\b)"
)
