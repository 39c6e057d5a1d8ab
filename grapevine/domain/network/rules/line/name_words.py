"""Words beside a name: those that are names and ordinary words, those that may follow a name, titles, particles."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Names that are words as well: believed only where a name must stand.
ALSO_WORDS = _set(
    """
    al amber an angel april art august autumn baker banks basil bear best bill bird black bob bridge bright
    brook brown buck bud bush butler carol carpenter case chase chip christian chuck church cliff cook crane
    cross da daisy dale das dawn day de dean der di do don dos dot drew driver duke dusty earl early el faith
    field ford forest fox frank gene ginger glen gold good grace grant gray green grey guy hall hawk hazel he
    heath hill holly hope house hunter in iris ivy jack jasmine jerry josh joy june king kit la lance lane le
    lily little long love major mark mason max may me miles misty monday my nick no noble norm of olive on page
    park pat pearl peg penny pierce price rainy ray reed rich rivers rob rod rose rosemary ruby rusty sage sandy
    sharp she short silver skip sky small smith so star stew stone stormy street strong sue summer sunday sunny
    swift taylor the tip to trip tuesday van violet von wade walker ward we wednesday wells white will winter
    wise wolf wood young
    """
)
#: Words that may follow a bare lower-case first name without being its surname.
AFTER_A_NAME = _set(
    """
    a about after afternoon again all along also an and around as asked at back because beer before both
    breakfast briefly brought brunch but by call called calls came chat coffee come did dinner do down downtown
    drink drinks drove during early email emailed evening finally first fixed for from gave good got great h had
    has have he helped her here him his hour hours how i if in inside into introduced invited is it its just
    knows last late left lent let like likes loves lunch m me meet meeting mentioned message met min mins
    minutes morning my nearby needs next nice night not now of off offered ok on once online or our out outside
    over passed per phoned plus prayed promised quick quickly rang re really recommended referred regarding said
    says sent shared she showed so some soon spoke started suggested tea text texted than thanked that the their
    them then there they this through thru to today together told tomorrow tonight too twice up us very via
    visit visited w walk wanted wants was we went were what when where which while who will with works wrote
    yesterday you zoom
    """
)
#: Written before or after a name, and no part of it.
TITLES = _set(
    """
    cpa dame dr esq fr ii iii iv jd jr mba md miss mr mrs ms mx phd prof professor rev sir sr
    """
)
#: Small words inside a name written with capitals.
PARTICLES = _set(
    """
    al ben bin da das de del den der di dos e el ibn la ten ter van von y zu
    """
)
#: Words that start a line with a capital, and are nobody's name.
STARTERS = _set(
    """
    linked paired matched teamed bought treated cooked celebrated toasted watched cycled swam played nipped chased
    followed drank ate dined sorted set spoke debriefed presented pitched shared catch caught thx thnx txt
    reviewed brought tipped picked put passed took left walked moved showed dropped watched covered asked hosting
    exchanged swapped sat stopped popped bumped ran hiked finally prayed offered promised agreed invited intro
    a after also an another attended before big brief btw did discussed enjoyed finally finished first follow
    fyi gave good got grabbed great had have he her his hosted i intro introduction joined just lead long lovely
    made my nice note notes our phone played productive quick quickly re received referral referrals said second
    she short spent thanks the then they today video was we weekly went yesterday
    """
)
