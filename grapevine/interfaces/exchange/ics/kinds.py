"""Which kind of touch an event was, told by how many came and by a small table of words in several languages."""

from __future__ import annotations

import re

from grapevine.domain.touches import rules

#: So many others and more are a group; fewer (but two or more) are an event together.
GROUP_FROM = 4

_MEAL = """
    breakfast brunch lunch dinner supper
    frühstück mittagessen abendessen
    petit-déjeuner déjeuner dîner
    desayuno almuerzo comida cena colazione pranzo almoço jantar
    ontbijt frukost lunsj frokost obiad śniadanie kolacja
    завтрак обед ужин kahvaltı غداء عشاء فطور
"""
MEAL_WORDS = frozenset(_MEAL.split())
_CALL = """
    call calls phone telephone phonecall zoom skype webex facetime whatsapp dial-in videocall
    anruf telefonat telefon telefonieren telko videokonferenz appel téléphone visio visioconférence
    llamada teléfono videollamada chiamata telefonata videochiamata ligação chamada telefone
    bellen telefoongesprek videobellen samtal rozmowa звонок созвон telefonla مكالمة
"""
CALL_WORDS = frozenset(_CALL.split())
#: Written without spaces between words, so they are looked for anywhere.
MEAL_SIGNS = (
    "午餐", "午饭", "晚餐", "晚饭", "早餐", "ランチ", "昼食", "夕食", "朝食", "会食", "점심", "저녁 식사",
)  # fmt: skip
CALL_SIGNS = (
    "电话", "電話", "通话", "전화", "통화", "microsoft teams", "ms teams", "teams call", "teams meeting", "google meet",
    "zoom.us/", "meet.google.com/", "teams.microsoft.com/", "teams.live.com/", "webex.com/", "whereby.com/",
    "gotomeet", "tel:",
)  # fmt: skip
_WORD = re.compile(r"\w+(?:-\w+)*")


def kind_of(others: int, summary: str, location: str, conference: str) -> str:
    """Kind of touch for each of ``others`` people (one or more) beside the member.

    One: a meal or a call where the title says so (a place on the line counts as a call too, unless a room is given),
    else a one-to-one; a coffee is one, as in a typed line. Two or three: an event together. Four or more: a group
    meeting.
    """
    if others >= GROUP_FROM:
        return rules.GROUP_MEETING
    if others > 1:
        return rules.EVENT
    if _says(summary, MEAL_WORDS, MEAL_SIGNS):
        return rules.MEAL
    if _says(summary, CALL_WORDS, CALL_SIGNS) or _says(location, CALL_WORDS, CALL_SIGNS):
        return rules.CALL
    if conference and not location:
        return rules.CALL
    return rules.ONE_TO_ONE


def _says(text: str, words: frozenset[str], signs: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return not words.isdisjoint(_WORD.findall(folded)) or any(sign in folded for sign in signs)
