"""What is asked of an organisation's referrals, in SQL that PostgreSQL, SQLite and DuckDB read alike.

Four extracts of the tables (``EXTRACTS``), one row of facts for each referral (``FACTS``), and the figures over it
(``FIGURES``). Every figure is a count or a sum of whole numbers, so that the three engines agree to the last one.
"""

from __future__ import annotations

from datetime import datetime

#: Within so many hours counts as soon.
SOON_HOURS = 48
#: Hours from sending to the first yes; the one thing the databases say differently.
_HOURS = {
    "postgresql": "CAST(FLOOR(date_part('epoch', accepted_at - sent_at) / 3600) AS INTEGER)",
    "sqlite": "(CAST(strftime('%s', accepted_at) AS INTEGER) - CAST(strftime('%s', sent_at) AS INTEGER)) / 3600",
}
_GIVEN = "'sent', 'accepted', 'contacted', 'met', 'proposed', 'won', 'lost', 'declined'"


def extracts(vendor: str, organisation_id: int, since: datetime, until: datetime) -> dict[str, str]:
    """Name of each extract -> the statement that makes it from our tables. The times are of our own making, in UTC."""
    place = int(organisation_id)
    period = f"sent_at >= '{_moment(since)}' AND sent_at < '{_moment(until)}'"
    return {
        "o_seats": f"""
            SELECT seat.member_id, MIN(seat.chapter_id) AS chapter_id, MIN(member.profession_key) AS profession_key
            FROM accounts_seat seat JOIN accounts_member member ON member.id = seat.member_id
            WHERE seat.organisation_id = {place} AND seat.chapter_id IS NOT NULL AND seat.until IS NULL
            GROUP BY seat.member_id""",
        "o_referrals": f"""
            SELECT id, chapter_id, {_HOURS[vendor]} AS hours, CAST(CASE stage
            WHEN 'won' THEN 1 WHEN 'lost' THEN 2 WHEN 'declined' THEN 3 ELSE 0 END AS SMALLINT) AS outcome
            FROM referrals_referral
            WHERE organisation_id = {place} AND stage IN ({_GIVEN}) AND {period}""",
        "o_sides": f"""
            SELECT referral_id, owner_id, CAST(CASE role WHEN 'giver' THEN 1 ELSE 0 END AS SMALLINT) AS giving
            FROM referrals_side
            WHERE owner_id IN (SELECT member_id FROM accounts_seat WHERE organisation_id = {place})""",
        "o_thanks": "SELECT referral_id, amount FROM referrals_thanks",
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


#: A row for each referral: who gave whom, of which profession and chapter, what became of it, what was told of it.
FACTS = """
    SELECT r.chapter_id, r.hours, r.outcome, CASE WHEN t.referral_id IS NULL THEN 0 ELSE 1 END AS thanked, t.amount,
    g.owner_id AS giver_id, e.owner_id AS receiver_id,
    gs.chapter_id AS giver_chapter, es.chapter_id AS receiver_chapter,
    gs.profession_key AS giver_key, es.profession_key AS receiver_key
    FROM o_referrals r
    LEFT JOIN o_sides g ON g.referral_id = r.id AND g.giving = 1
    LEFT JOIN o_sides e ON e.referral_id = r.id AND e.giving = 0
    LEFT JOIN o_thanks t ON t.referral_id = r.id
    LEFT JOIN o_seats gs ON gs.member_id = g.owner_id
    LEFT JOIN o_seats es ON es.member_id = e.owner_id"""

_SUMS = f"""COUNT(*), SUM(CASE WHEN hours IS NOT NULL THEN 1 ELSE 0 END),
    SUM(CASE WHEN hours < {SOON_HOURS} THEN 1 ELSE 0 END), SUM(CASE WHEN outcome = 1 THEN 1 ELSE 0 END),
    SUM(CASE WHEN outcome > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN outcome > 0 THEN thanked ELSE 0 END),
    COUNT(amount), COALESCE(SUM(amount), 0),
    COUNT(DISTINCT CASE WHEN amount IS NOT NULL THEN receiver_id END)"""

#: Name -> figure. The columns of a row stand in ``rules.organisation``, which reads it.
FIGURES: dict[str, str] = {
    "totals": f"""SELECT {_SUMS}, SUM(CASE WHEN giver_chapter <> receiver_chapter THEN 1 ELSE 0 END),
        SUM(CASE WHEN giver_chapter IS NOT NULL AND receiver_chapter IS NOT NULL THEN 1 ELSE 0 END),
        COUNT(DISTINCT giver_id) FROM o_facts""",
    "chapters": f"SELECT chapter_id, {_SUMS} FROM o_facts WHERE chapter_id IS NOT NULL GROUP BY chapter_id ORDER BY 1",
    "members": "SELECT chapter_id, COUNT(*) FROM o_seats GROUP BY chapter_id ORDER BY chapter_id",
    "hours": "SELECT hours, COUNT(*) FROM o_facts WHERE hours IS NOT NULL GROUP BY hours ORDER BY hours",
    "professions": """SELECT giver_key, receiver_key, COUNT(*), SUM(CASE WHEN outcome = 1 THEN 1 ELSE 0 END),
        SUM(CASE WHEN outcome > 0 THEN 1 ELSE 0 END), COUNT(DISTINCT giver_id), COUNT(DISTINCT receiver_id)
        FROM o_facts WHERE giver_key <> '' AND receiver_key <> '' GROUP BY giver_key, receiver_key ORDER BY 1, 2""",
    "returned": """WITH pairs AS (SELECT DISTINCT giver_id, receiver_id,
        CASE WHEN giver_chapter = receiver_chapter THEN 1 ELSE 0 END AS inside
        FROM o_facts WHERE giver_chapter IS NOT NULL AND receiver_chapter IS NOT NULL)
        SELECT one.inside, COUNT(*), COUNT(other.giver_id) FROM pairs one
        LEFT JOIN pairs other ON other.giver_id = one.receiver_id AND other.receiver_id = one.giver_id
        GROUP BY one.inside ORDER BY one.inside""",
}
