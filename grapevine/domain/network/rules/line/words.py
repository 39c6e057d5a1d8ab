"""The words of a line: which mean a kind of touch, which a kind of give, a sphere of life, what it was about."""

from __future__ import annotations

from datetime import time

from grapevine.domain.gives import rules as give
from grapevine.domain.touches import rules as touch

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
    "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "a couple of": 2, "couple of": 2, "a few": 3, "several": 4,
}  # fmt: skip
COUNT = r"\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
FRACTIONS = {"half": 0.5, "a half": 0.5, "1/2": 0.5, "½": 0.5, "quarter": 0.25, "a quarter": 0.25, "1/4": 0.25, "¼": 0.25,
             "three quarters": 0.75, "three-quarters": 0.75, "3/4": 0.75, "¾": 0.75}  # fmt: skip
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
MONTHS = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
#: The hour meant by a part of the day, local time.
PARTS_OF_DAY = {"morning": time(9), "lunchtime": time(12), "afternoon": time(15), "evening": time(19), "night": time(20),
                "tonight": time(20), "noon": time(12), "midday": time(12), "midnight": time(0)}  # fmt: skip

#: A kind said outright, one implied by another word, and one that any meeting of people would do for.
GROUP, FIRM, WEAK = 3, 2, 1
ONE = r"(?:1|one)[- ]?(?:2|to|on)[- ]?(?:1|one)"
_MEETING = r"(?:meetings?|lunch|breakfast|dinner|drinks|night|day|evening|gathering)"
#: (strength, kind, pattern); at one place the first wins, of one strength the earliest place.
KINDS: tuple[tuple[int, str, str], ...] = (
    (GROUP, touch.GROUP_MEETING, rf"(?:chapter|group|team|board|committee|weekly|club|network(?:ing)? group) {_MEETING}"),
    (GROUP, touch.GROUP_MEETING, r"(?:with|saw|met) (?:(?:the|our|my) )?(?:whole |entire |full )?(?:chapter|group|team)"),
    (GROUP, touch.GROUP_MEETING, r"at (?:the )?chapter\b|mastermind"),
    (FIRM, touch.EVENT, r"(?:networking|charity|gala|trade|birthday|engagement|dinner|holiday|christmas|street|garden"
                        r"|housewarming|office|summer|chamber|alumni)[ -](?:\w+ )?(?:party|breakfast|lunch|dinner|event"
                        r"|mixer|drinks|evening|night|show|reception|function|reunion|gathering)"),
    (FIRM, touch.EVENT, r"conference|wedding|part(?:y|ies)|gala|seminar|workshop|webinar|reception|trade fair|expo|mixer"
                        r"|fund-?raiser|festival|concert|funeral|reunion|bbq|barbecue|ball ?game|events?|open house"
                        r"|meet-?up|summit|graduation|christening|baptism|bar mitzvah|bat mitzvah|recital"),
    (FIRM, touch.ONE_TO_ONE, ONE + r"|121|coffees?|cuppa|tea|drinks?|beers?|pint|pints|wine|cocktails?|walk(?:ed)?"
                             r"|hike|hiked|golf(?:ed)?|tennis|jog|went for a run|mentoring session"),
    (FIRM, touch.MEAL, r"lunch(?:ed)?|dinner|breakfast|brunch|supper|dined|pizza|sushi|ate"),
    (FIRM, touch.VISIT, r"visit(?:ed)?|(?:dropped|stopped|popped|came|swung|went) (?:by|in|over|round)|stayed with"
                        r"|house call|(?:dropped|stopped|popped) (?:in|by) (?:on|at|to see)"),
    (FIRM, touch.MESSAGE, r"voice ?mails?|voice (?:note|message)s?"),
    (FIRM, touch.CALL, r"call(?:ed|s)?|phone ?calls?|phon(?:ed|e)|rang|telephoned|zoom(?:ed)?|face-?timed?|skyped?"
                       r"|teams call|video ?(?:call|chat)|google meet|rung|dialled|dialed"),
    (FIRM, touch.MESSAGE, r"e-?mail(?:ed|s)?|text(?:ed|s)?|messag(?:ed?|es)|letters?|wrote(?! (?:\S+ ){0,4}?(?:testimonial"
                          r"|review|recommendation|reference|endorsement|it down|up\b))|written|notes? (?:to|from)"
                          r"|sms|whats-?app(?:ed)?|dm(?:e?d)?|repl(?:y|ied)|(?:post|birthday |christmas )?cards? (?:to|from)"
                          r"|heard (?:back )?from|pinged|got back to|postcard|commented on|birthday card|christmas card"
                          r"|slacked|faxed|sent (?:\S+ )?(?:a |my |the )?(?:thank[- ]you )?(?:note|card|postcard)"),
    (WEAK, touch.ONE_TO_ONE, r"met(?: up)?|meet(?: up)?|meeting|catch(?:ing)?[- ]?up|caught up|chat(?:ted)?|talk(?:ed)?"
                             r"|spoke|sat down|saw|bumped into|ran into|hung out|sit[- ]down|get[- ]together|spent"
                             r"|got together|conversation|session|took|interviewed|hosted|came to see"),
)  # fmt: skip
#: Verbs that name who acts: "Dana called" is hers, "called Dana" is mine.
ACTING = (r"call(?:ed|s)?|phon(?:ed|es)|rang|telephoned|zoomed|face-?timed?|skyped|e-?mail(?:ed|s)?|text(?:ed|s)?"
          r"|messaged|wrote|visit(?:ed|s)?|replied|whats-?apped|dm(?:e?d)?|pinged|commented|(?:dropped|stopped|popped"
          r"|came|swung|went) (?:by|in|over|round)|got back|dialled|slacked|faxed|sent")  # fmt: skip

_NAME = r"(?:the |a |an )?(?:\w+ )?(?:names?|number|contact|contacts|contact details|details|card|phone number) (?:of|for)"
#: (kind of give, pattern) of what was given, the earliest in the clause decides.
THINGS: tuple[tuple[str, str], ...] = (
    (give.INTRODUCTION, _NAME + r"|(?:an? |the |warm |another |two |e-?mail )*(?:intro|introduction)s?|my \w+'s number"),
    (give.ENDORSEMENT, r"(?:\w+ )?(?:testimonial|recommendation|endorsement|shout-?out)s?|(?:\w+[- ]star |google |nice |great "
                       r"|glowing )*(?:review)s?\b|good word|reference"),
    (give.THANKS, r"thank[- ]you|thanks"),
    (give.INVITATION, r"invitation|invite|(?:\w+ )?tickets?"),
    (give.IDEA, r"ideas?|suggestions?|thoughts|inspiration"),
    (give.INFORMATION, r"articles?|links?|info|information|tips?|advice|news|heads[- ]?up|podcast|figures|data|feedback"
                       r"|details|statistics|insights?|report|update on|paper|pointers?|research|study|warning"),
    (give.RESOURCE, r"check-?list|templates?|books?|guides?|tool|toolkit|spread-?sheet|forms?|software|e-?book|slides"
                    r"|work-?sheet|sample|brochures?|handbook|desk|office space|meeting room|conference room|room|space"
                    r"|script|copy of|manual|list of|mailing list|projector|laptop|printer|materials?|calculator|course"),
    (give.REFERRAL, r"(?:\w+ )?(?:clients?|referrals?|leads?|customers?|prospects?|patients?|buyers?|sellers?|business"
                    r"|tenants?|new (?:case|matter|job|listing)|couples? (?:who|that|looking)|work\b|someone (?:who|that|"
                    r"looking)|somebody (?:who|that|looking))"),
    (give.SUPPORT, r"flowers|condolences|sympathy|casserole|soup|hug|shoulder|encouragement|pep talk|moral support|meals?\b"
                   r"|get[- ]well"),
    (give.HELP, r"(?:a |an )?(?:lift|ride|hand|loan)|ladder|tools|drill|van|truck|car|trailer|bike|mower|help|money|keys"
                r"|umbrella|tent|suit|dress|camera|charger|boat|cabin|to (?:review|help|look|check|read|fix|cover|proof"
                r"|watch|drive|babysit|pick)"),
)  # fmt: skip
#: (kind of give, verb pattern): acts that say themselves what is given.
DEEDS: tuple[tuple[str, str], ...] = (
    (give.REFERRAL, r"refer(?:red|ring|s)?(?! to (?:as|the (?:book|article|contract))\b)"),
    (give.INTRODUCTION, r"introduc(?:ed|ing|es?)|connected|put (?=[^,.;]{1,40} in (?:touch|contact))|hooked up|intro'?e?d"),
    (give.ENDORSEMENT, r"recommend(?:ed|s|ing)?|endors(?:ed|es|ing)|vouch(?:ed|es)|nominated|put in a good word"
                       r"|(?:wrote|left|gave|posted|recorded|did) (?:\S+ ){0,3}?(?:\w+ )?(?:testimonial|review(?! of the)"
                       r"|recommendation|endorsement|reference)|sang \S+ praises|praised"),
    (give.INVITATION, r"invit(?:ed|ing|es?)|brought (?=[^,.;]{1,30} as (?:a |my )?(?:guest|visitor))"),
    (give.SUPPORT, r"pray(?:ed|ing|s)(?: for| with| over)?|comfort(?:ed|ing)|consoled|cheered up|listened to"
                   r"|sat with|encourag(?:ed|ing)|was there for|visit(?:ed)?(?=[^.;]{0,40}\b(?:in|at) (?:the )?(?:hospital"
                   r"|hospice|rehab))|blessed|supported|said a prayer(?: for| with)?|lit a candle(?: for)?|attended \S+ "
                   r"(?:mother|father|wife|husband)'s funeral"),
    (give.THANKS, r"thank(?:ed|ing|s)?"),
    (give.IDEA, r"suggest(?:ed|s|ing)|brainstormed|proposed (?:that|to)|came up with"),
    (give.INFORMATION, r"t(?:old|ipped) (?:\S+ ){1,2}?(?:off )?about (?=(?:a|an|the) (?:\w+ )?(?:grant|opening|vacancy|job"
                       r"|opportunity|course|fund|tender|deadline|property|listing|deal|space))|advised|tipped (?=\S+ off)"
                       r"|warned|explained|taught"),
    (give.HELP, r"help(?:ed|ing|s)|drove|babysat|fixed|covered for|proof-?read|looked after|watched \S+ (?:kids|dog|cat"
                r"|house|children|baby)|picked up (?=\S+ (?:kids|children|from))|picked (?=\S+ up)|pitched in|stood in for"
                r"|filled in for|gave (?=\S+ (?:a (?:lift|ride|hand)|money))|walked (?=\S+ dog)|dog-?sat|house-?sat"
                r"|repaired|mowed|cooked for|minded \S+ (?:kids|dog|cat|shop)|moved (?=\S+ (?:sofa|couch|furniture))"
                r"|reviewed (?=\S+ (?:contract|website|cv|resume|draft|plan|proposal|lease))|mentored|coached"),
)  # fmt: skip
#: Verbs that hand something over; what is given is one of THINGS.
HANDING = (r"gave|give|giving|gives|sent|send|sends|sending|pass(?:ed|es|ing)(?: on| along)?|shar(?:ed|es|ing)|lent|lend"
           r"|lends|loaned|offer(?:ed|s)|forwarded|forward|handed|brought|showed|e-?mailed|texted|messaged|whats-?apped|made"
           r"|got|dropped off|let|cooked|posted|wrote|bought")  # fmt: skip
TAKING = r"got|received|had|picked up|was given|was sent|were given|took"

SPHERES: tuple[tuple[str, str], ...] = (
    ("spiritual", r"pray\w*|church|mosque|synagogue|temple|parish|bible|quran|koran|torah|iftar|eid|sermon|blessing|blessed"
                  r"|spiritual\w*|faith|meditation|retreat|congregation|choir|mass\b|communion|baptism|candle|god|shabbat"),
    ("personal", r"hospital|hospice|sick|illness|surgery|ladder|drill|lawn ?mower|mower|van|truck|car|trailer|move|moved|moving"
                 r"|sofa|couch|furniture|garden|house|apartment|kitchen|roof at home|kids?|children|son|daughter|baby|babysat"
                 r"|dog|cat|mother|father|mom|mum|dad|wife|husband|family|airport|lift|ride|flowers|casserole|soup|funeral"
                 r"|doctor|pediatrician|dentist|nanny|school|birthday|personal\w*|grief|breakup|bike|tent|home|health|loss"
                 r"|condolences|sympathy|hug|money|keys|meal"),
    ("social", r"gala|party|wedding|concert|barbecue|bbq|game|match|dinner|drinks|theat(?:re|er)|opera|festival|picnic|golf"
               r"|tennis|club|film|movie|movies|poker|holiday|vacation|tickets?|brunch|book club|exhibition|museum|social"
               r"|karaoke|hike|boat|cabin|restaurant|ball|housewarming|lunch"),
)  # fmt: skip
BY_NATURE = {give.SUPPORT: "personal"}

TOPIC = (r"\b(?:about|discuss(?:ed|ing)|re:?|regarding|talk(?:ed|ing)?|concerning|went over|reviewed|planned|negotiated"
         r"|subject of|topic|on the subject of|catch(?:ing)?[- ]?up on|caught up on|strictly|purely|just|all|no|mostly|only"
         r"|went through|signed|closed|on)\b")  # fmt: skip
RELATIONSHIP_WORDS = (r"kids?|family|families|children|daughters?|sons?|grandchildren|parents?|mother|father|mom|mum|dad"
                      r"|birthday|holidays?|vacation|hobb(?:y|ies)|health|life|old times|school days|personal\w*|social"
                      r"|private|dogs?|gardens?|football|marriage|baby|grief|no business|not business|no shop talk"
                      r"|each other|getting to know|wife|husband|travels?|trip|weekend|sailing|music|friendship")  # fmt: skip
BUSINESS_WORDS = (r"contracts?|deals?|leases?|proposals?|pricing|fees?|clients?|cases?|business|referrals?|partnerships?"
                  r"|budget|marketing|invoices?|projects?|closing|mergers?|hiring|tax|taxes|audit|strategy|pitch|work"
                  r"|mortgages?|insurance|renewal|quote|offer|listing|sales|the firm|rates|estate plan|terms|agreement"
                  r"|settlement|filing|invoice|payroll|staffing|collaboration|website|launch")  # fmt: skip

#: Names that are words as well: believed only where a name must stand.
ALSO_WORDS = frozenset(
    ["will", "mark", "grace", "may", "april", "june", "august", "bill", "rose", "art", "hope", "dawn", "rob", "drew", "chase", "gene", "guy", "dean", "frank", "faith", "joy", "summer", "autumn", "penny", "rich", "pat", "ray", "don", "sue", "jack", "max", "sandy", "an", "do", "to", "my", "van", "le", "in", "on", "so", "no", "he", "she", "me", "we", "the", "of", "de", "la", "el", "al", "von", "der", "di", "da", "dos", "das", "ben-and", "carol", "hunter", "page", "miles", "wade", "mason", "cook", "baker", "long", "young", "early", "may-be", "king", "day", "love", "price", "may", "skip", "buck", "bud", "ward", "lane", "sky", "star", "dusty", "rusty", "cliff", "heath", "glen", "brook", "reed", "forest", "pearl", "ruby", "amber", "ivy", "lily", "olive", "violet", "daisy", "iris", "jasmine", "holly", "hazel", "ginger", "basil", "sage", "rosemary", "angel", "christian", "earl", "duke", "major", "norm", "dale", "grant", "josh", "jerry", "stew", "nick", "pierce", "lance", "rod", "tip", "trip", "chip", "chuck", "bob", "peg", "dot", "kit", "sunny", "stormy", "rainy", "misty", "winter", "wednesday", "tuesday", "sunday", "monday", "law", "street", "church", "hill", "wood", "field", "bush", "park", "bridge", "stone", "house", "hall", "ford", "wells", "rivers", "banks", "cross", "case", "sharp", "short", "small", "little", "brown", "green", "white", "black", "gray", "grey", "gold", "silver", "best", "good", "noble", "wise", "bright", "strong", "walker", "driver", "butler", "carpenter", "taylor", "smith", "fox", "wolf", "bird", "bear", "hawk", "crane", "swift"]
)
#: Words that may follow a bare lower-case first name without being its surname.
AFTER_A_NAME = frozenset(
    ["a", "an", "and", "as", "at", "about", "after", "again", "all", "also", "along", "around", "back", "because", "before", "but", "by", "came", "called", "calls", "come", "did", "do", "down", "during", "for", "from", "gave", "got", "had", "has", "have", "he", "helped", "her", "here", "him", "his", "how", "i", "if", "in", "into", "introduced", "invited", "is", "it", "its", "just", "last", "left", "lent", "let", "like", "me", "meet", "met", "my", "next", "not", "now", "of", "off", "on", "once", "online", "or", "our", "out", "over", "passed", "per", "phoned", "plus", "quick", "quickly", "rang", "re", "re.", "recommended", "referred", "regarding", "said", "sent", "she", "so", "some", "soon", "spoke", "suggested", "texted", "than", "thanked", "that", "the", "their", "them", "then", "there", "they", "this", "thru", "through", "to", "today", "told", "tomorrow", "tonight", "too", "told", "twice", "up", "us", "via", "visited", "w", "was", "we", "went", "were", "what", "when", "where", "which", "while", "who", "will", "with", "wrote", "yesterday", "you", "for", "emailed", "brought", "shared", "offered", "wants", "wanted", "needs", "asked", "mentioned", "knows", "likes", "loves", "started", "works", "says", "helped", "drove", "fixed", "prayed", "showed", "promised", "lunch", "dinner", "breakfast", "brunch", "coffee", "call", "zoom", "drinks", "drink", "tea", "beer", "walk", "visit", "meeting", "email", "text", "message", "chat", "hour", "hours", "min", "mins", "minutes", "h", "m", "morning", "afternoon", "evening", "night", "first", "both", "together", "briefly", "finally", "late", "early", "downtown", "outside", "inside", "nearby", "ok", "really", "very", "great", "good", "nice"]
)
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame rev fr sr jr ii iii iv phd md esq mba cpa jd".split())
#: Small words inside a name written with capitals.
PARTICLES = frozenset("van der den de la del da di dos das von zu bin ibn al el ben ter ten y e".split())
#: Words that start a line with a capital, and are nobody's name.
STARTERS = frozenset("had have did was got my i we the a an just quick quickly grabbed long great lovely nice good after before "
                     "today yesterday our his her he she they went made gave big short brief second first".split())
