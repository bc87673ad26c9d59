"""The patterns of boilerplate lines: what such a line says in full.

A rule is a value: a reason and a pattern for a whole line (matched at its beginning, white space
made single). Phrases without a pattern stand in ``features/lexicons/boilerplate.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_URL = r"(?:https?://|www\.)\S+"

# Names: two to six words in title case or capitals, with particles and initials between.
_CAP = (
    r"(?:(?!(?i:an?|the|we|i|you|he|she|it|they|for|of|to|in|on|at|is|are|was|were|can|how|what|when"
    r"|where|why|who|its|this|that|these|my|our|your|not|no|all|but|if|so|from|with|by|or)\b)"
    r"[A-ZÀ-ÖØ-ÞŁŚŻĆŞČŠŽ][\w’'.\-]*)"
)
_PARTICLE = r"(?:de|da|di|du|del|della|dos|van|von|der|den|ten|ter|la|le|el|al|bin|ibn|ben|y|e|zu)"
_NAME = rf"(?:{_CAP}(?:\s+{_PARTICLE})*(?:\s+{_CAP}){{1,4}}(?:,? (?:Jr|Sr|PhD|MD|III?|IV)\b\.?)?)"
_NAMES = rf"(?:{_NAME}(?:(?:, | and |, and | & | with ){_NAME}){{0,6}})"

#: An address, a number or a handle by which somebody is reached.
_REACH = (
    rf"(?:\b[\w.+\-]+@[\w\-]+\.[\w.]+|\[email protected\]|@\w{{3,}}|\b\d{{3}}\)?[\s.\-]\d{{3,4}}\b"
    rf"|{_URL}"
    r"|\btwitter\.com/\w+)"
)

_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?"
    r"(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?i:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?i:day)?\.?"
_DATE = (
    rf"(?:(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st"
    rf"|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}})"
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.Z+\-]+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_TIME = (
    r"(?:(?i:at )?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?i:[ap]\.?m\.?)?|\d{1,2}\s*(?i:[ap]\.?m\.?))"
    r"(?:\s*\(?(?:[A-Z]{2,4}|(?i:eastern|local time))\)?)?"
)
_WHEN = (
    rf"(?:{_DATE}(?:[\s,|•·/–—\-]*(?:(?i:at)\s+)?{_TIME})?|{_TIME}(?:[\s,|•·/–—\-]*{_DATE})?"
    r"|\d+ (?:minute|min|hour|hr|day)s? ago)"
)
_STAMP = (
    r"(?i:first published|published|posted|updated|last updated|last modified|modified|created"
    r"|date|filed|print edition|originally published)(?i: on| at)?:?\s+"
)
_ROLE = (
    r"(?i:(?:(?:senior|chief|special|guest|contributing|associate|assistant|managing|deputy"
    r"|national|foreign|political|opinion|editorial|staff|general assignment|health|science"
    r"|business|sports|economics|education|environment|technology|legal|white house|washington"
    r"|freelance|features|commentary|community|investigative|syndicated|regular|digital|engagement"
    r"|city|state|metro|news|politics|security|religion|arts|film|music|book|food|travel|europe"
    r"|asia|africa|middle east|diplomatic|congressional|data|enterprise|associated press|press"
    r"|times|post)\s+){0,4}(?:writers?|reporters?|correspondents?|columnists?|contributors?"
    r"|editors?|journalists?|critics?|editorial board|bureau chief|bureau|commentator|producer))"
)
_OUTLET_WORDS = (
    r"(?:Times|Post|Herald|Tribune|News|Journal|Gazette|Press|Today|TODAY|Observer|Chronicle|Star"
    r"|Sun|Guardian|Magazine|Review|Sentinel|Courier|Dispatch|Globe|Mail|Mirror|Telegraph|Standard"
    r"|Examiner|Inquirer|Record|Register|Bulletin|Monitor|Weekly|Daily|Service|Network|Agency"
    r"|Reuters|AP|AFP|BBC|CNN|NPR|Fox|FOX|Politico|POLITICO|Bloomberg|Newsmax|Staff)"
)
_OUTLET = rf"(?:(?:[A-Z@][\w.’'&]*\s+(?:of\s+|the\s+)?){{0,5}}{_OUTLET_WORDS}(?:\.com)?)"

_AGENCY = (
    r"(?:Getty(?: Images)?|AP(?: Photo| Images)?|Associated Press|AFP|Reuters|REUTERS|EPA|EFE"
    r"|Shutterstock|iStock(?:photo)?|Alamy(?: Stock Photo)?|Unsplash|Pexels|Pixabay|Flickr"
    r"|Wikimedia(?: Commons)?|Wikipedia|Creative Commons|Bloomberg|NPR|PA(?: Wire| Images)?|Xinhua"
    r"|Sipa(?: USA)?|Zuma(?: Press| Wire)?|ZUMA(?: Press| Wire)?|Corbis|Bettmann|Landov|TASS|UPI"
    r"|Polaris|Redux|Magnum(?: Photos)?|Rex(?: Features)?|Adobe Stock|Dreamstime|Depositphotos"
    r"|CQ Roll Call|Pool)"
)
_PICTURE = (
    r"(?i:(?:featured |main |top |cover |file |header |lead )?(?:photos?|photographs?"
    r"|photographers?|images?|pictures?|pics?|illustrations?|cartoons?|graphics?|screenshot"
    r"|artwork))"
)

_PLATFORM = (
    r"(?i:twitter|facebook|instagram|linkedin|you ?tube|tik ?tok|threads|mastodon|bluesky|tumblr"
    r"|pinterest|telegram|whatsapp|flipboard|snapchat|substack|google\+?|google news|apple news"
    r"|spotify|medium|reddit|social media)"
)
_AFTER_PLATFORM = (
    rf"(?:[\s,:;&.()/|!–—\-]|(?i:\b(?:and|or|on|at|x|via|here|with|too|also|page|feed|account)\b)"
    rf"|{_PLATFORM}|@\w+|#\w+|{_URL}|\b[\w.]+\.(?:com|org|net|co\.uk|example)\b\S*"
    r"|(?i:for (?:more|the latest|updates|breaking)\b.*))*"
)
_WHOM = (
    r"(?:(?i:us|him|her|me|them|it|the author|the writer|our|my|his|their|the)\b|@\w+|(?i:and|on"
    r"|of|for|at|via|or|section|team|page|newsroom|desk|column|opinion|show|writers?|reporters?"
    r"|authors?)\b|[A-Z&][\w.’'&\-]*|[,:()\s])"
)

_NEWS = (
    r"(?i:news\s?letters?|mailing list|inbox(?:es)?|e-?mail (?:updates?|alerts?|list)|news alerts?"
    r"|breaking news alerts?|morning briefing|daily briefing|daily digest|weekly digest|podcasts?)"
)
_PROSE_TURN = (
    r"(?:\b(?i:and|but|because|until|when|then|that|so) (?i:you|I|we|he|she|they|it|the|there)\b"
    r"|\bI\b(?!\.)|\b(?i:was|were|said|told|had)\b)"
)

_PROFESSION = (
    r"(?i:professors?|fellows?|authors?|columnists?|contributors?|editors?|directors?|writers?"
    r"|journalists?|reporters?|correspondents?|analysts?|presidents?|vice presidents?|chair(?:man"
    r"|woman|s)?|attorneys?|lawyers?|senators?|historians?|economists?|scholars?|teachers?"
    r"|lecturers?|(?:co-?)?founders?|(?:co-?)?hosts?|commentators?|strategists?|consultants?"
    r"|executives?|CEO|researchers?|scientists?|physicians?|doctors?|poets?|novelists?|critics?"
    r"|activists?|students?|graduates?|candidates?|pastors?|priests?|rabbis?|bloggers?|producers?"
    r"|advis[eo]rs?|experts?|nurses?|farmers?|deans?|officers?|engineers?|freelance\w*"
    r"|ambassadors?|secretary|representatives?|congress(?:man|woman)|veterans?|speakers?"
    r"|publishers?|members? of|staff|specialists?|coordinators?|organi[sz]ers?|sociologists?"
    r"|psychologists?|philosophers?|theologians?|judges?|mayors?|governors?|ministers?|manag(?:er"
    r"|ing)\w*|board|bureau|books?|columns?|editorials|essays|novels?|commentary)"
)
_BIO_VERB = (
    r"(?:is|are|has been|serves|teaches|writes|works|covers|lives|runs|directs|heads|chairs|edits"
    r"|reports|blogs|hosts|co-hosts|leads|practi[cs]es|has (?:written|worked|served|covered"
    r"|taught))"
)
_BIO_PAST = r"(?:was|were|served|taught|wrote|worked|founded|edited|covered)"


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns of which a whole line must fit one, and the reason that this gives.

    ``longest`` is the greatest number of words that such a line has. Of ``needs`` (lower case)
    one must occur in it: this spares most lines the patterns. ``unless`` must not occur.
    """

    reason: str
    patterns: tuple[re.Pattern[str], ...]
    longest: int
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None

    def fits(self, text: str, folded: str, words: int) -> bool:
        """Whether a line of that many words is such boilerplate; ``folded`` is it in lower case."""
        if words > self.longest:
            return False
        if self.needs and not any(need in folded for need in self.needs):
            return False
        if not any(pattern.match(text) for pattern in self.patterns):
            return False
        return self.unless is None or not self.unless.search(text)


def _rule(
    reason: str, *patterns: str, longest: int = 40, needs: str = "", unless: str = ""
) -> Rule:
    """Make a rule; ``needs`` is a list parted by commas."""
    return Rule(
        reason,
        tuple(re.compile(pattern) for pattern in patterns),
        longest,
        tuple(needs.split(",")) if needs else (),
        re.compile(unless) if unless else None,
    )


_LEAD = r"[\s>»►▶→•*·⦁+|\[(_“\"'‘—–\-]*"
_END = r"[\s.!:»›>→…*)\]_”\"'’]*$"

#: Lines that are boilerplate wherever they stand.
ANYWHERE: tuple[Rule, ...] = (
    _rule(
        "link to other articles",
        rf"{_LEAD}(?:READ|SEE|WATCH|LISTEN|RELATED|MORE|VIDEO|PHOTOS|GALLERY|ALSO)(?: (?:MORE|NEXT"
        r"|ALSO|ON|FROM|READ|THIS|IT|NOW|LIVE|HERE|OUR|THE|FULL|STORY|STORIES|ARTICLE|COVERAGE"
        r"|VIDEO|PHOTOS|OPINION|NEWS|COLUMN|COLUMNS|RELATED|TOP))*\s*[:|»>]\s*\S",
        rf"{_LEAD}(?:Read|See|Also|Watch|More|Related|Recommended|Further|Don['’]t)"
        r"(?: (?:more|next|also|read|see|miss|this|on this|on|in|from|about|reading|story|stories"
        r"|article|articles|column|columns|coverage|opinion|news|post|posts|link|links|video"
        r"|[A-Z][\w’']*)){0,4}\s*[:|»>]\s*[A-Z0-9“‘\"'¿À-Þ](?:.*[^.…\s])?\s*$",
        rf"{_LEAD}(?:Related|RELATED)(?: [A-Z]\w+)?\s*:",
        rf"{_LEAD}(?i:read more (?:from|by|on|about|of|at))\s+(?:(?:[A-Z@“][^.!?]*|.* here)\.?"
        rf"|this\s*:?)$",
        rf"{_LEAD}(?i:(?:click|tap|go|see) here (?:to|for) (?:read|see|view|watch|listen|get|sign"
        rf"|subscribe"
        r"|download|learn|find|join|more|the|a list|other|previous|all|[\w’']+['’]s)\b.*)$",
        rf"{_LEAD}(?i:(?:to|for) (?:read|see|view|watch|hear|subscribe|sign up|get|learn|more)\b.*"
        r"\b(?:click|go|tap|sign up) (?:here|below))" + _END,
        rf"{_LEAD}(?i:can['’]t see (?:the|this) (?:video|graphic|chart|map)"
        rf"|don['’]t see the graphic)"
        r".*\b(?i:click here)\W*$",
        rf"{_LEAD}(?i:(?:to )?read (?:the )?(?:full|original|entire|rest of the) "
        r"(?:article|story|column|post|interview|report|piece|text)(?: (?:here|at|on) ?.*)?)"
        + _END,
        rf"{_LEAD}(?i:read or share this story)\s*:.*$",
        rf"{_LEAD}(?i:(?:view|see|read) (?:all|more) (?:posts|articles|stories|columns) (?:by"
        rf"|from))\b.*$",
        rf"{_LEAD}More (?i:from|by|in|on) (?:[A-Z][\w’'&.]*\s*){{1,5}}(?::.*)?$",
        longest=35,
    ),
    _rule(
        "comment form",
        r"(?i:\d[\d,.]*[km]?\s+(?:comments?|repl(?:y|ies)|responses?|kommentare?|commentaires?"
        r"|comentarios?|comentários?|commenti|reacties|kommentarer))" + _END,
        r"(?i:(?:comments?|kommentare|commentaires|comentarios|commenti|reacties|評論|评论"
        r"|コメント)\s*[(（\[:]\s*\d+\s*[)）\]]?)\s*$",
        r"(?i:\d+ (?:thoughts?|responses?|replies|comments?) (?:on|to)) [“\"«‘'].*$",
        r"(?i:(?:your )?e-?mail(?: address)? (?:will|is) (?:not|never) (?:be )?(?:published|shown"
        r"|shared|displayed)\b.*)$",
        r"(?i:(?:all )?(?:required )?fields (?:are )?marked\b.*\*?.*)$",
        r"(?i:save my name, e-?mail,? .*next time I comment\W*)$",
        r"(?i:notify me (?:of|when|by|via)\b.*(?:comments?|posts|replies|e-?mail)\W*)$",
        r"(?i:this site uses akismet\b.*)$",
        r"(?i:you (?:must|need to|have to) (?:be logged in|log in|login|register|sign in)\b.*\b"
        r"(?:comments?|reply|discussion)\W*)$",
        r"(?i:(?:please )?(?:log|sign) ?in (?:or (?:register|sign up|create an account) )?to "
        r"(?:post|leave|add|write|join|comment)\b.*)$",
        r"(?i:comments (?:are|have been|will be) (?:now )?(?:closed|moderated|disabled|turned off"
        r"|reviewed)\b.*)$",
        r"(?i:please (?:keep your comments|be (?:civil|respectful)|read our comment)\b.*)$",
        r"(?i:be civil\b.*\bcomments are moderated\b.*)$",
        r"(?i:leave a (?:reply|comment)(?: (?:cancel|below|to).*)?)" + _END,
        r"(?i:this comment (?:was|has been) (?:removed|deleted|edited)\b.*)$",
        r"(?i:reply(?:\s*(?:report|share|like|[·|•]))+)\s*$",
        r"(?i:posted in .{1,60}\|.*)$",
        needs="comment,repl,respon,thought,mail,fields,akismet,log,sign,kommentar,reacties,commenti"
        ",next time,notify me,posted in,コメント,评论,評論",
    ),
    _rule(
        "share bar",
        r"(?i:share (?:this )?(?:article|story|post|page|column|on|via)\b)(?:[\s,|•·/&:()+\-]|\d"
        rf"|{_PLATFORM}|(?i:this|article|story|share|tweet|post|e-?mail|print|copy|link|save|pin"
        rf"|it|x|on"
        r"|via|by|and|more|sms|comments?|like|or|with|friends?|opens|in|new|window))*$",
        r"(?i:(?:like|enjoy(?:ed)?) this (?:article|story|post|column)\?.{0,20}\bshare\b.*)$",
        r"(?i:click to (?:share|e-?mail|print)\b.*\(opens in (?:a )?new window\).*)$",
        r"(?i:listen to (?:this )?article)(?:\W|\d|(?i:min(?:ute)?s?|share|this|article|tweet|post"
        r"|email))*$",
        r"(?i:\d[\d.,]*[km]?\s*(?:shares?|retweets?|likes?|views?))\s*$",
    ),
    _rule(
        "newsletter prompt",
        rf"{_LEAD}(?i:please )?(?i:sign[- ]?up|subscribe|register)\b(?=.*(?:{_NEWS}"
        r"|(?i:\byou ?tube\b|\bmagazine\b|\bprint edition\b|\bchannel\b|\be-?edition\b|\bdigital\b"
        r"|\bfor free\b|\bby e-?mail\b|\balerts\b|\bto our\b|\bto this\b|\btoday\b))).*$",
        rf"{_LEAD}(?i:sign me up|sign[- ]?up (?:here|now|today)|subscribe (?:here|now|today))\b.*$",
        rf"{_LEAD}(?i:want|like|love|enjoy(?:ed|ing)?|get|receive|looking for|never miss|join"
        rf"|don['’]t miss|keep up|stay|catch up|start your)\b(?=.*{_NEWS}).*$",
        r"(?i:by (?:signing up|subscribing|registering|submitting|clicking"
        r"|entering your e-?mail)\b.*\b(?:agree|consent|terms|privacy)\b.*)$",
        r"(?i:(?:get|have) .{0,80}\b(?:delivered|straight|sent|direct(?:ly)?)"
        r" (?:straight |right |directly )?(?:to|into|through) your (?:inbox|e-?mail|phone|door"
        r"|letterbox|mailbox)\b.*)$",
        r"(?i:(?:thank you|thanks) for (?:signing up|subscribing|registering)\b.*)$",
        r"(?i:(?:please )?(?:enter|provide|confirm) (?:a valid |your )e-?mail(?: address)?\b.*)$",
        r"(?i:keep an eye on your inbox\b.*)$",
        r"(?i:(?:email|newsletter) sign[- ]?up\b.*)$",
        r"(?i:(?:to continue reading|to read (?:the full|this) (?:article|story)),? (?:please )?"
        r"(?:subscribe|log in|sign (?:in|up)|register|create)\b.*)$",
        r"(?i:you have (?:reached|read|used) (?:your|all of your|the) (?:limit|monthly|last"
        r"|\d+)\b.*\b(?:articles?|stories)\b.*)$",
        r"(?i:already (?:a |have a |an? )?(?:subscriber|subscribed|subscription|member"
        r"|account)\?.*)$",
        longest=60,
        needs="sign,subscri,regist,mail,inbox,newsletter,podcast,alert,briefing,digest,reading,article"
        ",stories,account,terms,privacy,mailing list,your phone,your door,letterbox",
        unless=_PROSE_TURN,
    ),
    _rule(
        "newsletter prompt",
        r".*\b(?i:(?:sign up|subscribe|register|click) (?:here|now|today|below))\W*$",
        longest=60,
        needs="newsletter,mailing list,inbox,mail,alerts,briefing,digest,podcast",
        unless=_PROSE_TURN,
    ),
    _rule(
        "newsletter prompt",
        r".*\b(?i:sign up)\b.*\b(?i:by signing up,? you agree)\b.*$",
        longest=90,
        needs="by signing up",
    ),
    _rule(
        "newsletter prompt",
        rf"{_LEAD}(?i:sign up (?:to|for)) (?:[A-Z][\w’']*[ ,]*|the |and |of ){{1,6}}$",
        r"(?i:(?:a )?(?:free )?(?:daily|weekly|monthly) (?:e-?mail )?newsletter)\W*$",
        r"(?i:privacy (?:notice|policy)\s*[:.–—]\s*\S.*)$",
        r".*\b(?i:(?:receive|get) (?:all )?new posts|support (?:my|our|their|independent|local"
        r"|quality) (?:work|writing|journalism|reporting|newsroom))\b.*$",
        r".*\b(?i:please (?:consider )?(?:subscrib(?:e|ing)"
        r"|becom(?:e|ing) a (?:member|subscriber)))\b.*$",
        longest=70,
        needs="sign up,newsletter,privacy,subscri,donat,member,supporter,contribut",
        unless=r"\bI\b(?!\.)|\b(?:was|were|said|told|had)\b",
    ),
    _rule(
        "social-media prompt",
        rf"{_LEAD}(?i:(?:you can |please )?(?:also )?(?:follow|find|like|join|connect with|tweet"
        rf"|friend))\b(?:\s*{_WHOM})*\s*(?i:\bon\b|\bat\b|\bvia\b|:)?\s*(?i:(?:his|her|their"
        rf"|our) )?(?:{_PLATFORM}|@\w+|{_URL}|\bX\b(?=\W*(?:$|@|at\b))){_AFTER_PLATFORM}$",
        rf"{_LEAD}(?:{_PLATFORM}|X)\s*(?i:page|feed|handle)?\s*[:–—\-]\s*(?:@\w+|{_URL}){_END}",
    ),
    _rule(
        "photo credit",
        rf"\(?{_PICTURE}s?\s*(?i:credits?|courtesy(?: of)?|by|copyright|source|via"
        rf"|from)\s*[:|©]?\s*"
        r"(?:[A-Z@©“\"À-Þ]|(?i:the |via |courtesy )[A-Z])[^.!?]{1,90}\.?\)?$",
        rf"\(?{_PICTURE}\s*[:|©]\s*(?:{_NAMES}|{_CAP})(?:\s*(?:[/,|–—\-]|via|for"
        rf"|/ )\s*[^.!?]{{1,60}})?\.?\)?$",
        rf"\(?(?i:credits?|video)\s*[:|©]\s*(?:{_NAMES}|{_CAP})\s*(?:[/|]|via|for"
        rf"|courtesy)\s*[^.!?]{{1,60}}"
        r"\.?\)?$",
        rf"\((?:{_PICTURE}\s*[:/]|{_AGENCY}\s*[/:]|AP Photo|Photo\b)[^()]*\)\.?$",
        rf"\(?(?:{_NAME}|[A-Z][\w.\- ]{{0,40}})?\s*(?:/|\bvia\b|©)\s*{_AGENCY}(?:\s*(?:,|/|via|–|-"
        rf"|\bfor\b)\s*"
        r"[\w .’'&]{1,40})*\)?\.?$",
        rf"(?:©\s*)?{_AGENCY}(?:\s*/\s*[\w .’'&,\-]{{1,60}})?$",
        r"Photographer: [A-Z][^.!?]{1,90}$",
        longest=20,
    ),
    _rule(
        "photo caption",
        r"(?:Photos?|PHOTOS?|Photographs?|Image|IMAGE|Pictured)\s*[:|]\s*[A-Z“\"‘'].*$",
        r"(?:\d+ of \d+ )?(?:FILE|File)(?: PHOTO)?\s*[-–—:]+\s*(?:In|This|A|An|The|[A-Z]).*$",
        r"(?:Enlarge this image|toggle caption|Media playback is unsupported|Media caption"
        r"|Image caption|Image copyright|Image source)\b.*$",
        longest=120,
    ),
    _rule(
        "photo caption",
        rf".{{15,}}\((?:{_PICTURE}\s*(?:credit)?\s*(?::|(?i:by|courtesy|via))|{_AGENCY}\s*[/:]"
        rf"|AP Photo"
        r"|Photo\b|File photo)[^()]{0,120}\)\.?$",
        r".{15,}\bREUTERS/[A-Z][\w .'’\-]+$",
        r".{25,}[.\s]\s?(?i:photo(?:graph)?|image|picture|credit)s?"
        r"(?: credit)?:\s*[A-Z][\w .,’'&/\-]{2,60}$",
        longest=120,
        needs="/,(,photo,image,picture,credit",
    ),
    _rule(
        "photo caption",
        rf".{{15,}}\s(?:{_NAME}|{_AGENCY}|[A-Z]\w+ [\w ]{{2,25}})\s?[/|]\s?(?:{_AGENCY}"
        rf"|[A-Z][\w ]{{2,30}}(?:via|/)\s?{_AGENCY})(?:, (?:FILE|File|file))?$",
        rf".{{15,}}\((?:{_NAME}|{_OUTLET})\s?(?:/|\bvia\b|,)\s?{_AGENCY}[^()]{{0,40}}\)$",
        rf".{{15,}}\s\|\s(?:{_NAME}/)?{_AGENCY}s?(?:, (?:FILE|File|file))?$",
        longest=120,
        needs="/,|,(, via ",
    ),
    _rule(
        "advertisement",
        r"[\W_]*(?:AD|ADVERT|(?i:advertisements?|advertorial|sponsored (?:content|post"
        r"|by .{2,40})))[\W_]*$",
        r"[\W_]*(?i:(?:article|story|column|post|content) continue[sd] (?:below|after)\b.{0,40})$",
        r"[\W_]*(?i:scroll (?:down )?to continue\b.{0,40})$",
        r"(?i:(?:please )?(?:enable|turn on) javascript\b.{0,80})$",
        r"(?i:this (?:post|article|page|story) (?:may )?contains? affiliate links\b.*)$",
    ),
    _rule(
        "copyright notice",
        r"[\W_]*(?:(?i:copyright)\s*(?:©|\(c\)|\(C\)|&copy;)?|©|\(c\)|\(C\)|&copy;)\s*(?:\d{4}|"
        r"(?i:by)\s+[A-Z]).*$",
        r"(?i:copyright)\s*(?:©|\(c\)|&copy;)\s*\S.*$",
        r"(?:.{0,120}\b(?:\d{4}|Inc|LLC|Ltd|Co|Corp|Company|News|Media|Press"
        r"|Syndicate)\b[\w .,&]{0,60})?(?i:all rights reserved)\.?(?:\s+(?:This|No|Any|Visit|Use"
        r"|Click|Terms|Reproduction|[0-9a-f]{8}|\d+ ).*)?$",
        r".{0,200}(?i:this (?:material|content|article|copy) (?:may not be|cannot be) (?:published"
        r"|reproduced|copied|republished))\b.*$",
        r"(?i:this copy is for your personal, non-commercial use\b.*)$",
        r"(?i:(?:re)?printed (?:here )?(?:with|by) (?:the )?(?:kind )?permission\b.*)$",
        r"(?i:distributed by) [A-Z][\w .]{2,60}$",
        r".{0,100}©\s*(?:\d{4}\b.*|[A-Z][\w .,&]{1,60})$",
        longest=90,
        needs="copyright,©,(c),&copy;,reserved,permission,distributed by,this material,this content"
        ",this article,this copy",
    ),
    _rule(
        "cookie notice",
        r"(?i:(?:this|our) (?:web)?site(?: and our partners)? uses? cookies\b|we "
        r"(?:and our partners )?(?:use|store) (?:and/or access )?cookies\b|cookies help us\b)"
        r"(?=.*\b(?i:experience|site|website|browser|browsing|analytics|ads|advertis\w*"
        r"|personali[sz]\w*|preferences|settings|traffic|consent|policy|partners|remember"
        r"|measure)\b).*$",
        r"(?i:by (?:continuing|using|browsing|clicking|closing)\b.*\b(?:cookies|our site|this "
        r"(?:web)?site|terms of (?:use|service)|privacy policy)\b.*)$",
        longest=90,
        needs="cookies,site,terms of,privacy",
    ),
    _rule(
        "note on sources",
        rf"{_LEAD}[A-Z@].*\b(?i:contributed) (?i:(?:reporting|research|additional reporting)"
        r"|(?:reporting )?(?:to|for) (?:this|the) (?:report|reporting|story|article|column|piece"
        r"|analysis|post|fact check|review|essay|dispatch))(?!['’])(?:,? (?:from|in) [A-Z].{0,120}"
        r"|,? (?:and|which) .{0,120})?" + _END,
        rf"{_LEAD}(?i:contributed to this (?:report|story|article|column))" + _END,
        rf"{_LEAD}(?i:additional |original )?(?i:reporting|writing|editing|compiled|translated"
        rf"|graphics?)"
        r"\s+(?i:by)\s+[A-Z].*$",
        rf"{_LEAD}(?i:with (?:assistance|files|reporting|additional reporting) (?:by"
        rf"|from))\s+[A-Z].*$",
        rf"{_LEAD}(?:Contributing|Contributors?|Correspondents?)\s*:\s*[A-Z].*$",
        r"(?i:(?:correction|corrections|clarification|update|updated"
        r"|correction appended)\s*[:–—\-]\s*(?:an? |this |the |in )(?:earlier|previous|original"
        r"|article|story|column|version|online)\b.*)$",
        r"(?i:an? (?:earlier|previous) version of this (?:article|story|column|post|report|piece"
        r"|headline)\b.*)$",
        r"(?i:this (?:article|story|column|post|report|page) (?:has been|was) (?:updated|corrected"
        r"|amended|edited)\b.*)$",
        longest=70,
        needs="contribut,reporting,writing,editing,compiled,translated,graphic,assistance,files,update"
        ",correspondent,correction,clarification,version of this,this article,this story"
        ",this column,this post,this report,this page",
    ),
    _rule(
        "disclaimer",
        r"[\W_]*(?i:(?:the |any |all )?(?:views?|opinions?)(?:,? (?:and|or) (?:opinions?|views?))?"
        r"(?: and \w+)? expressed (?:(?:by|in|on|here|herein|above|are)\b.*)?\b(?:columnists?"
        r"|contributors?|authors?|writers?|commentary|column|article|op-?ed|piece|essay|site|page"
        r"|channel|post|solely)\b.*\b(?:their own|his own|her own|my own|solely|those of|not "
        r"(?:necessarily )?(?:represent|reflect)))\b.*$",
        longest=60,
        needs="opinion,view",
    ),
    _rule(
        "comment form",
        r"(?i:share your thoughts\b.*\b(?:conversation|comments?|below|e-?mail|discussion)\b.*)$",
        longest=50,
        needs="share your thoughts",
    ),
    _rule(
        "editor's note",
        r"[\W_]*(?i:editors?['’]?s?['’]? note)\s*[:.–—\-]\s*\S.*$",
        r"[\W_]*(?i:editor['’]?s['’]? note)\W*$",
        longest=150,
        needs="note",
    ),
    _rule(
        "byline",
        rf"[\W_]*{_STAMP}(?:{_WHEN}|(?i:today|yesterday))(?:[\s,|•·/–—\-]*(?:{_STAMP})?"
        rf"(?:{_WHEN}))*(?:[\s,|•·/–—\-]*(?:(?i:\d+ min(?:ute)?s? read)"
        rf"|(?i:by) (?:{_NAMES}|[\w.\-]+)|in [A-Z]\w+))?[\W_]*$",
        r"(?:(?i:reading time|read time|estimated reading time)\s*:?\s*(?:\d+|(?i:less than a))\s*"
        r"(?i:min(?:ute)?s?)?|\d+[\s\-](?i:min(?:ute)?s?)[\s\-](?i:read))\W*$",
        rf"{_LEAD}(?i:words|story|text|written|photographs?|analysis|commentary|opinion|review"
        rf"|column|report|posted|published)(?: and (?i:photographs?|photos|pictures"
        rf"|video))? by:? {_NAMES}[\W_]*$",
        longest=25,
    ),
)

#: Lines that are boilerplate before the first paragraph or after the last one.
AT_EDGES: tuple[Rule, ...] = (
    _rule(
        "byline",
        rf"[\W_]*(?i:by|from):?\s+(?:{_NAMES}|{_CAP}(?=\s*[,|]))(?:\s*(?:[,|•·/–—\-]|\bfor\b"
        rf"|\bof\b|\bin\b)+\s*(?:{_ROLE}|{_OUTLET}|[A-Z][\w’'&.]*(?:\s+(?:[A-Z][\w’'&.]*|of|the"
        rf"|for|and|{_ROLE})){{0,5}}))*(?:[\s,|•·/–—\-]*(?:{_STAMP})?{_WHEN})*"
        rf"(?:[\s,|•·/–—\-]*\d+ min(?:ute)?s? read)?[\W_]*$",
        rf"[\W_]*{_NAMES}(?:\s*[,|•·/–—\-]+\s*|\s+)(?:{_ROLE}(?:,? (?:for|at|of) [^.!?]{{2,40}})?)"
        rf"(?:[\s,|•·/–—\-]*(?:{_STAMP})?{_WHEN})*[^\w.!?]*$",
        rf"[\W_]*{_NAMES}\s*[,|•·/–—]+\s*(?:{_OUTLET}|{_WHEN})(?:[\s,|•·/–—\-]*{_WHEN})*[\W_]*$",
        rf"[\W_]*{_NAMES}\s*[,|•·/–—\-]+\s*(?i:for|special to) (?:the )?[A-Z][\w .’'&]{{2,40}}$",
        rf"[\W_]*(?:{_ROLE})[\W_]*$",
        rf"[\W_]*{_WHEN}(?:[\s,|•·/–—\-]*(?:{_STAMP})?(?:{_WHEN}))*(?:[\s,|•·/–—\-]*\d+ min"
        rf"(?:ute)?s? read)?"
        r"[\W_]*$",
        longest=30,
        unless=r"^\W*(?i:by|from):?\s+(?i:popular|sheer|divine|royal|any|all|no|our|my|special"
        r"|force|design|chance|accident|default|definition|hook|order|executive|land|sea|air|train"
        r"|grace|now|then|then|here|contrast|comparison|far|nature|law|rail|road|water|word"
        r"|hand)\b",
    ),
    _rule(
        "section label",
        r"[\W_]*(?i:(?:analysis ?/ ?)?opinions?|op-?ed|commentary|comment|editorials?"
        r"|the editorial board|guest (?:column|essay|opinion|commentary|editorial)|columns?"
        r"|columnists?|letters?(?: to the editor)?|voices|perspectives?|viewpoints?|views?"
        r"|analysis|news analysis|exclusive|breaking news)[\W_]*$",
        r"(?:Home\s*[>»/|›]\s*)(?:[\w &’'\-]+\s*[>»/|›]?\s*){1,5}$",
        longest=10,
    ),
    _rule(
        "disclaimer",
        r"[\W_]*(?i:(?:the |all |any )?(?:views?|opinions?)(?:,? (?:and|or) (?:opinions?|views?"
        r"|beliefs))?(?: (?:and \w+ ))?(?: (?:expressed|stated|presented|contained))?)\b.*\b"
        r"(?i:authors?|writers?|contributors?|columnists?|commentators?|his own|her own|their own"
        r"|my own|guest|solely)\b.*$",
        r"[\W_]*(?i:this (?:column|article|commentary|op-?ed|essay|piece|post|editorial|blog) "
        r"(?:does not|doesn['’]t|is the opinion|represents the (?:views?|opinions?)|reflects the "
        r"(?:views?|opinions?)|expresses the (?:views?|opinions?)))\b.*$",
        r"(?=.*\b(?i:(?:opinions?|views?) (?:expressed )?(?:in|here|herein|by))\b)(?=.*\b(?i:"
        r"(?:solely |entirely )?(?:those of|their own|his own|her own))\b).*\b(?i:do(?:es)? not"
        r"|solely)\b.*$",
        r"[\W_]*(?i:in addition to its own editorials|you can read diverse opinions|to read "
        r"(?:more )?(?:diverse )?(?:opinions|editorials|columns)\b).*$",
        longest=80,
    ),
    _rule(
        "note on sources",
        r"[\W_]*(?i:(?:a (?:version|form) of )?this (?:article|story|column|essay|piece|post"
        r"|commentary|op-?ed|interview|excerpt|editorial) (?:was |is )?(?:also |first |originally "
        r"|previously )*(?:appeared|appears|ran|published|adapted|excerpted|republished|reprinted"
        r"|syndicated)(?: (?:in|on|at|by|from|with))+)\s+(?:the |its |[“\"*_])*(?:[A-Z@]|(?i:www\."
        r"|https?:|original)).*$",
        r"[\W_]*(?i:(?:originally|first|previously|also) (?:published|appeared|posted)(?: (?:in|on"
        r"|at|by))+)\s+.*$",
        rf"[\W_]*(?i:source|via|original(?: article)?)\s*:\s*(?:{_URL}|[A-Z].{{0,60}})$",
        longest=40,
    ),
    _rule(
        "contact line",
        rf"[\W_]*(?:[A-Z].{{0,200}}\b)?(?i:(?:can|may) be (?:reached|contacted|followed|found"
        rf"|e-?mailed))\b.{{0,80}}{_REACH}.*$",
        rf"[\W_]*(?:.{{10,200}}[?.!]\s+)?(?i:(?:you can |please )?(?:reach|contact|e-?mail"
        rf"|write to|send|respond to|follow up|get in touch|comment below|tell us"
        rf"|let us know))\b.{{0,120}}{_REACH}.*$",
        rf"[\W_]*(?i:if you (?:have|would like|want|wish)|have (?:a|any)|to (?:contact|submit"
        rf"|respond|reach|send)|we['’]d like to hear|on twitter, follow)\b.{{0,160}}{_REACH}.*$",
        r"[\W_]*(?i:(?:do you have (?:an opinion|a story|a view|something)|(?:if you would like )?"
        r"to (?:submit|respond to|send) (?:a |an |your |this |the )?\w+)\b.*\b(?:click here"
        r"|letters?|e-?mail|form|here))\W*$",
        rf"[\W_]*(?i:e-?mail|contact|tel|phone|web(?:site)?)\s*:\s*\S+{_END}",
        rf"(?:{_URL}|[\w.+\-]+@[\w\-]+\.[\w.]+){_END}",
        longest=50,
        unless=r"\bI(?:['’](?:ll|m|d|ve))?\b|pic\.twitter\.com|\(@\w+\) [A-Z]",
    ),
    _rule(
        "social-media prompt",
        r"@\w{2,30}$",
    ),
    _rule(
        "tags",
        r"[\W_]*(?i:tags?|tagged(?: with| as)?|filed under|topics?|categor(?:y|ies)|keywords"
        r"|posted in|labels|themen|schlagwörter|étiquettes|etiquetas|argomenti"
        r"|trefwoorden)\s*:\s*[^.!?]+$",
        r"(?:#\w+[\s,]*)+$",
    ),
    _rule(
        "end mark",
        r"(?:###|#\s#\s#|-30-|– ?30 ?–|\(?ENDS?\)?|\[(?:END|End)\]|The End\.?|■|∎|_{3,}|\*"
        r"(?:\s*\*)+|-{3,})$",
        longest=4,
    ),
)

NAME_LINE = re.compile(rf"[\W_]*(?P<name>(?!Dear\b){_NAMES})[^\w:!?]*$")
NAME_FIRST = re.compile(rf"[\W_]*(?P<name>{_NAMES})\s*(?:[,|•·/–—]|$)")
OUTLET_LINE = re.compile(rf"[\W_]*{_OUTLET}[\W_]*$")
ABOUT_THE_AUTHOR = re.compile(
    r"[\W_]*(?i:about (?:the|our) (?:author|writer|columnist)s?|(?:the )?author|written by)\W*$"
)
NOTE_ON_AUTHOR = re.compile(
    rf"[\W_]*(?:(?i:about the author:?|the (?:author|writer)s?|the columnist)\b,?|(?:(?:Dr|Prof"
    rf"|Rev|Sen|Rep|Gov|Mr|Mrs|Ms|Sir|Lord|Lady|Judge|Gen|Col|Capt|Lt)\.?\s+|(?i:professor)\s+)*"
    rf"(?P<name>{_NAME})(?:(?:,? and |, ){_NAMES})?(?:\s*\([^)]{{1,60}}\))?"
    rf"(?:,\s[^.“\"]{{3,140}},)?)(?:(?P<column>['’]s (?:new |latest |regular |weekly )*(?:column"
    rf"|book|novel|work)s?\b)|\s+(?:{_BIO_VERB}|(?P<past>{_BIO_PAST}))\b)(?P<rest>.*)",
    re.S,
)
NOTE_SIGN = re.compile(
    r"(?i:\b(?:views|opinions)\b.{0,60}\bare\b|\bfollow (?:him|her|them|me)\b|\breach (?:him|her"
    r"|them|me) at\b|\bcan be reached\b|\b(?:his|her) (?:latest|new|most recent) book\b)"
)
SPEECH = re.compile(
    r"\b(?:said|says|told|added|asked|tweeted|wrote on)\b|[“\"][^”\"]*[a-z][.,?!][”\"] (?:he|she"
    r"|they)\b|\(@\w+\)\s+[A-Z]\w+ \d{1,2}, \d{4}$"
)
NOTE_GOES_ON = re.compile(
    rf"[\W_]*(?:He|She|They|His|Her|Their)\b.{{0,60}}?\b(?:{_BIO_VERB}|latest|most recent|new"
    rf"|book)\b",
    re.S,
)
CALLING = re.compile(rf"\b{_PROFESSION}\b")
COMMENT_SIGN = re.compile(
    r"(?i:\b\d+ (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b|\b(?:says|wrote"
    r"|replied)\s*:?$|^reply\b|\breply(?:\s*report)?$|\bat \d{1,2}:\d{2}\s*[ap]\.?m\b|^permalink$"
    r"|\bupvotes?\b)"
)
BYLINE_NAME = re.compile(rf"[\W_]*(?i:(?:\w+ )?by):?\s+(?P<name>{_NAMES})")
DATE = re.compile(_DATE)
