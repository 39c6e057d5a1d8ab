"""The words of a line: which mean a kind of touch, which a kind of give, a sphere of life, what it was about."""

from __future__ import annotations

from datetime import time

from grapevine.domain.gives import rules as give
from grapevine.domain.touches import rules as touch

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
    "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "a couple of": 2, "couple of": 2, "a few": 3,
    "several": 4,
}  # fmt: skip
COUNT = r"\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
FRACTIONS = {"half": 0.5, "a half": 0.5, "1/2": 0.5, "½": 0.5, "quarter": 0.25, "a quarter": 0.25, "1/4": 0.25,
             "¼": 0.25, "three quarters": 0.75, "three-quarters": 0.75, "3/4": 0.75, "¾": 0.75}  # fmt: skip
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
MONTHS = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
#: The hour meant by a part of the day, local time.
PARTS_OF_DAY = {"morning": time(9), "lunchtime": time(12), "afternoon": time(15), "evening": time(19),
                "arvo": time(15), "eve": time(19), "night": time(20), "tonight": time(20), "noon": time(12),
                "midday": time(12), "midnight": time(0)}  # fmt: skip

#: A kind said outright, one implied by another word, and one that any meeting of people would do for.
GROUP, FIRM, WEAK = 3, 2, 1
ONE = r"(?:1|one)[- ]?(?:2|to|on)[- ]?(?:1|one)"
_MEETING = r"(?:meetings?|lunch|breakfast|dinner|drinks|night|day|evening|gathering)"
#: (strength, kind, pattern); at one place the first wins, of one strength the earliest place.
KINDS: tuple[tuple[int, str, str], ...] = (
    (GROUP, touch.GROUP_MEETING, rf"(?:chapter|group|team|board|committee|weekly|club|network(?:ing)? group) "
                                 rf"{_MEETING}"),
    (GROUP, touch.GROUP_MEETING, r"(?:with|saw|met) (?:(?:the|our|my) )?(?:whole |entire |full )?(?:chapter|group"
                                 r"|team)"),
    (GROUP, touch.GROUP_MEETING, r"at (?:the )?chapter\b|mastermind"),
    (FIRM, touch.EVENT, r"(?:networking|charity|gala|trade|birthday|bday|b-day|engagement|dinner|holiday|christmas"
                        r"|xmas|street|garden|house-?warming|office|summer|chamber|chamber of commerce|business|awards?"
                        r"|launch|leaving|farewell|retirement|welcome|alumni)[ -](?:\w+ )?(?:party|breakfast|lunch"
                        r"|dinner|event|mixer|drinks|do\b|evening|night|show|reception|function|reunion|gathering)"),
    (FIRM, touch.EVENT, r"conference|(?:school |craft |book )?fair|wedding|part(?:y|ies)|gala|seminar|workshop"
                        r"|webinar|reception|trade fair|expo"
                        r"|mixer|fund-?raiser|festival|concert|funeral|reunion|bbq|barbecue|ball ?game|events?"
                        r"|open house|meet-?up|summit|graduation|christening|baptism|bar mitzvah|bat mitzvah"
                        r"|recital|carol service|prize-?giving|trade show|launch do"),
    (FIRM, touch.ONE_TO_ONE, ONE + r"|121|cof+ee?s?|cuppa|tea|drinks?|beers?|pint|pints|wine|cocktails?|walk(?:ed)?"
                                   r"|bevvy|bevvies|brew|latte|espresso|☕|🍵|🍺|🍻|🍷|🍸|ran(?= [^.;,]{0,20}\bwith\b)"
                                   r"|(?:run|ride|swim|cycle|round)(?= with\b)|cycled|bike ride|squash|padel|pickleball"
                                   r"|fishing|bowling"
                                   r"|hike|hiked|golf(?:ed)?|tennis|jog|went for a run|mentoring session"),
    (FIRM, touch.MEAL, r"lunch(?:ed)?|dinner|breakfast|brunch|supper|dined|pizza|sushi|ate|tacos"
                             r"|burgers?|ramen|curry|fish and chips|sunday roast|roast dinner|bite to eat|brekk(?:ie|y)"
                     r"|bfast|🍽|🍕|🍔|🍜"),
    (FIRM, touch.VISIT, r"visit(?:ed)?|(?:dropped|stopped|popped|came|swung|went) (?:by|in|over|round)|stayed with"
                        r"|house call|(?:dropped|stopped|popped) (?:in|by) (?:on|at|to see)"),
    (FIRM, touch.MESSAGE, r"voice ?mails?|voice (?:note|message)s?"),
    (FIRM, touch.CALL, r"call(?:ed|s)?|phone ?calls?|phon(?:ed|e)|rang|telephoned|zoom(?:ed)?|face-?timed?|skyped?"
                       r"|(?:on|over|via|through) (?:ms |microsoft )?(?:teams|skype|webex|google meet|meet|signal"
                       r"|whereby)(?! for)"
                       r"|(?:teams|webex|zoom|video) (?:call|meeting)|📞|☎|📱|video ?(?:call|chat)|google meet|rung"
                       r"|dialled"
                       r"|dialed"),
    (FIRM, touch.MESSAGE, r"(?:e-?)?mail(?:ed|s)?|text(?:ed|s)?|messag(?:ed?|es)|letters?|wrote(?! (?:\S+ "
                          r"){0,4}?(?:testimonial|review|recommendation|reference|endorsement|it down|up\b))|written"
                          r"|notes? (?:to|from)|sms|txt(?:ed|'d|d)?|whats-?app(?:ed|'d)?|dm(?:'?e?d)?|msg(?:ed|'d"
                          r"|d)?|✉|📧|💬|repl(?:y|ied)|(?:post|birthday "
                          r"|christmas )?cards? "
                          r"(?:to|from)|heard (?:back )?from|pinged|got back to|postcard|commented on|birthday card"
                          r"|christmas "
                          r"card|slacked|faxed|wished(?= [^,.;]{1,40} (?:happy|merry|well|luck|good))|congratulated"
                          r"|(?:sent|dropped|shot|mailed) (?:\S+ )?(?:a |my |the )?(?:quick "
                          r"|short |thank[- ]you )?"
                          r"(?:note|line|card|postcard)"),
    (WEAK, touch.ONE_TO_ONE, r"met(?: up)?|meet(?: up)?|meeting|catch(?:ing)?[- ]?up|caught up|chat(?:ted)?"
                             r"|talk(?:ed)?|spoke|sat down|saw|bumped into|ran into|hung out|sit[- ]down"
                             r"|get[- ]together|spent|got together|conversation|session|took(?= [\ue000-\uf8ff])"
                             r"|interviewed|hosted|came to see"),
)  # fmt: skip
#: Verbs that name who acts: "Dana called" is hers, "called Dana" is mine.
ACTING = (r"call(?:ed|s)?|phon(?:ed|es)|rang|telephoned|zoomed|face-?timed?|skyped|(?:e-?)?mail(?:ed|s)?|text(?:ed"
          r"|s)?|messaged|wrote|visit(?:ed|s)?|replied|whats-?app(?:ed|'d)|dm(?:'?e?d)?|txt(?:ed|'d|d)?|msg(?:ed|'d"
          r"|d)|pinged|commented|(?:dropped|stopped"
          r"|popped|came|swung|went) (?:by|in|over|round)|got back|dialled|slacked|faxed|wished|congratulated"
          r"|sent")  # fmt: skip

_NAME = (r"(?:the |a |an )?(?:\w+ )?(?:names?|number|contact|contacts|contact details|details|card|phone number) "
         r"(?:of|for)")  # fmt: skip
#: (kind of give, pattern) of what was given, the earliest in the clause decides.
THINGS: tuple[tuple[str, str], ...] = (
    (give.INTRODUCTION, _NAME + r"|(?:an? |the |warm |another |two |e-?mail )*(?:intro|introduction)s?|my \w+'s "
                                r"number"),
    (give.ENDORSEMENT, r"(?:\w+ )?(?:testimonial|recommendation|endorsement|shout-?out)s?|(?:\w+[- ]star |google "
                       r"|nice |great |glowing )*(?:review)s?\b|good word|reference"),
    (give.THANKS, r"thank[- ]you|thanks|thx"),
    (give.INVITATION, r"invitation|invite|(?:\w+ )?tickets?"),
    (give.IDEA, r"ideas?|suggestions?|thoughts|inspiration"),
    (give.INFORMATION, r"articles?|links?|info|information|tips?|advice|news|heads[- ]?up|podcast|figures|data"
                       r"|feedback|details|statistics|insights?|report|update on|paper|pointers?|research|study"
                       r"|brains?|warning|price ?list|low-?down|numbers for|contacts list"),
    (give.RESOURCE, r"check-?list|templates?|books?|guides?|tool|toolkit|spread-?sheet|forms?|software|e-?book"
                    r"|slides|work-?sheet|sample|brochures?|handbook|desk|office space|meeting room|conference room"
                    r"|room|space|script|copy of|manual|list of|(?:mailing|supplier|vendor|guest|reading) list"
                    r"|projector|laptop|printer|materials?"
                    r"|calculator|course"),
    (give.REFERRAL, r"(?:\w+ )?(?:clients?|referrals?|leads?|customers?|prospects?|patients?|buyers?|sellers?"
                    r"|business|tenants?|new (?:case|matter|job|listing)|couples?|my (?:name|card|number|details)"
                    r"|[\ue000-\uf8ff]+'s (?:name|card|number|details)|work\b|someone (?:who|that|"
                    r"looking)|somebody (?:who|that|looking))"),
    (give.SUPPORT, r"flowers|condolences|sympathy|casserole|soup|hug|shoulder|encouragement|pep talk|moral support"
                   r"|meals?\b|get[- ]well|gifts?|presents?|chocolates|cakes?|biscuits|plants?|hamper|bottle of|wine"),
    (give.HELP, r"(?:a |an )?(?:lift|ride|hand|loan)|ladder|tools|drill|van|truck|car|trailer|bike|mower|help|money"
                r"|keys|umbrella|tent|suit|dress|camera|charger|boat|cabin|(?<=^ )to (?:review|help|look|check|read"
                r"|fix|cover|proof|watch|drive|babysit|pick)"),
)  # fmt: skip
#: (kind of give, verb pattern): acts that say themselves what is given.
DEEDS: tuple[tuple[str, str], ...] = (
    (give.REFERRAL, r"(?:(?<=^)|(?<=[.;:] ))(?:referral|lead|client)(?= (?:to|from|for) )|refer(?:red|ring|s)?(?! "
                    r"to (?:as|the (?:book|article|contract))\b)"),
    (give.INTRODUCTION, r"(?:(?<=^)|(?<=[.;:] ))intro(?:duction)?(?=:? (?:from |[\ue000-\uf8ff]))|introduc(?:ed|ing"
                        r"|es?)|connected"
                        r"|put(?= [^,.;]{1,40} in (?:touch|contact))|(?:linked|hooked|paired"
                        r"|matched)(?= [^,.;]{1,40} up with)|hooked up|intro'?e?d"),
    (give.ENDORSEMENT, r"recommend(?:ed|s|ing)?|endors(?:ed|es|ing)|vouch(?:ed|es)|nominated|put in a good word"
                       r"|(?:wrote|left|gave|posted|recorded|did) (?:\S+ ){0,5}?(?:\w+ )?(?:testimonial|review(?! "
                       r"of the)|recommendation|endorsement|reference)|sang \S+ praises|praised"
                       r"|(?:shared|re-?posted|reshared)(?= (?:[\ue000-\uf8ff]+'s|her|his|my|our"
                       r"|their) (?:\w+ )?(?:post|event"
                       r"|page|offer|advert)\b)"),
    (give.INVITATION, r"invit(?:ed|ing|es?)|brought(?= [^,.;]{1,30} as (?:a |my )?(?:guest|visitor))"),
    (give.SUPPORT, r"pray(?:ed|ing|s)(?: for| with| over)?|comfort(?:ed|ing)|consoled|cheered up|listened to"
                   r"|sat with|encourag(?:ed|ing)|was there for|visit(?:ed)?(?=[^.;]{0,40}\b(?:in|at) (?:the "
                   r")?(?:hospital|hospice|rehab))|blessed|supported|said a prayer(?: for| with)?"
                   r"|lit a candle(?: for)?|attended \S+ "
                   r"(?:mother|father|wife|husband)'s funeral"),
    (give.THANKS, r"thank[- ]you (?:card|note|letter|gift)s?(?= (?:to|for|from) )|(?:sent|gave|bought|brought"
                  r"|dropped off|dropped)(?= [^.;]{1,60}\b(?:to say (?:thanks|thank|ta\b)"
                  r"|as a thank|in thanks|to thank))|th(?:n?x|nks)|thank(?:ed|ing|s)?(?! to (?:[^,.]*, (?:i|we) "
                  r"|(?:my|his"
                  r"|her|their|our|the)\b))"),
    (give.IDEA, r"suggest(?:ed|s|ing)|brainstormed|proposed (?:that|to)|came up with"),
    (give.INFORMATION, r"t(?:old|ipped) (?:\S+ ){1,2}?(?:off )?about(?= (?:a|an|the) (?:\w+ )?(?:grant|opening"
                       r"|vacancy|job|opportunity|course|fund|tender|deadline|property|listing|deal|space))|advised"
                       r"|tipped(?= "
                       r"\S+ off)|warned|explained|taught"),
    (give.HELP, r"showed(?= \S+ how )|help(?:ed|ing|s)|drove|babysat|fixed|covered for|proof-?read|looked after"
                r"|watched \S+ (?:kids|dog|cat|house|children|baby)|picked up(?= \S+ (?:kids|children|from))"
                r"|picked(?= \S+ up)|pitched in|stood in for|filled in for|gave(?= \S+ (?:a (?:lift|ride|hand)"
                r"|money))|walked(?= \S+ dogs?\b(?! with))|dog-?sat|house-?sat|repaired|mowed|cooked for"
                r"|minded \S+ (?:kids|dog"
                r"|cat|shop)|moved(?= \S+ (?:sofa|couch|furniture))|(?:reviewed|looked over"
                r"|read through)(?= \S+ (?:contract|website|cv|resume"
                r"|draft|plan|proposal|lease))|mentored|coached|catered(?= (?:our|my)\b)"),
)  # fmt: skip
#: Verbs that hand something over; what is given is one of THINGS.
HANDING = (r"gave|give|giving|gives|sent|send|sends|sending|pass(?:ed|es|ing)(?: on| along)?|shar(?:ed|es|ing)|lent"
           r"|lend|lends|loaned|offer(?:ed|s)|forwarded|forward|handed|brought|showed|e-?mailed|texted|messaged"
           r"|whats-?apped|made|got|dropped off|let|cooked|posted|wrote|bought")  # fmt: skip
TAKING = (r"picked(?= \S+ brains?\b)|got|received|had(?= [^.;,]{0,40} from )|picked up|was given|was sent"
          r"|were given|took")  # fmt: skip

SPHERES: tuple[tuple[str, str], ...] = (
    ("spiritual", r"pray\w*|church|mosque|synagogue|temple|parish|bible|quran|koran|torah|iftar|eid|sermon|blessing"
                  r"|blessed|spiritual\w*|faith|meditation|retreat|congregation|choir|mass\b|communion|baptism"
                  r"|candle|god|shabbat"),
    ("personal", r"hospital|hospice|sick|illness|surgery|ladder|drill|lawn ?mower|mower|van|truck|car|trailer|move"
                 r"|moved|moving|sofa|couch|furniture|garden|house|apartment|kitchen|(?:our|my) (?:roof|boiler|sink"
                 r"|fence|shed|garage|heating|bathroom|computer|laptop)|roof at home|kids?|children|son"
                 r"|daughter|baby|babysat|dog|cat|mother|father|mom|mum|dad|wife|husband|family|airport|lift|ride"
                 r"|flowers|casserole|soup|funeral|doctor|pediatrician|dentist|nanny|school|birthday|personal\w*"
                 r"|grief|breakup|bike|tent|home|health|loss|condolences|sympathy|hug|money|keys|meal"),
    ("social", r"gala|gallery|opening|premiere|party|wedding|concert|barbecue|bbq|game|match|dinner|drinks"
               r"|rugby|cricket|football|theat(?:re|er)|opera|festival|picnic|golf|tennis|club|film|movie|movies"
               r"|poker|holiday|vacation"
               r"|tickets?|brunch|book club|exhibition|museum|social|karaoke|hike|boat|cabin|restaurant|ball"
               r"|housewarming|lunch"),
)  # fmt: skip
BY_NATURE = {give.SUPPORT: "personal"}

TOPIC = (r"\b(?:about|discuss(?:ed|ing)|re:?|regarding|talk(?:ed|ing)?|concerning|went over|reviewed|planned"
         r"|negotiated|subject of|topic|on the subject of|catch(?:ing)?[- ]?up on|caught up on|strictly|purely|just"
         r"|all|no|mostly|only|went through|signed|closed|on)\b")  # fmt: skip
RELATIONSHIP_WORDS = (r"kids?|family|families|children|daughters?|sons?|grandchildren|parents?|mother|father|mom|mum"
                      r"|dad|birthday|holidays?|vacation|hobb(?:y|ies)|health|life|old times|school days|personal\w*"
                      r"|social|private|dogs?|gardens?|football|marriage|baby|grief|no business|not business"
                      r"|no shop talk|each other|getting to know|wife|husband|travels?|trip|weekend|sailing|music"
                      r"|friendship")  # fmt: skip
BUSINESS_WORDS = (r"contracts?|deals?|leases?|proposals?|pricing|fees?|clients?|cases?|business|referrals?"
                  r"|partnerships?|budget|marketing|invoices?|projects?|closing|mergers?|hiring|tax|taxes|audit"
                  r"|strategy|pitch|work|mortgages?|insurance|renewal|quote|offer|listing|sales|the firm|rates"
                  r"|estate plan|terms|agreement|settlement|filing|invoice|payroll|staffing|collaboration|website"
                  r"|launch|premises|office|tender")  # fmt: skip
