"""What is asked of an organisation's referrals, in SQL that PostgreSQL, SQLite and DuckDB read alike.

Four extracts of the tables (``extracts``), one row of facts for each referral and one for each giver and receiver
(``MADE``), and the figures over them (``FIGURES``). Every figure is a count or a sum of whole numbers, so that the
three engines agree to the last one.
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


#: Extract -> the one table it reads row by row, where that may hold tens of millions.
LARGE = {"o_referrals": "referrals_referral", "o_sides": "referrals_side", "o_thanks": "referrals_thanks"}


def extracts(vendor: str, organisation_id: int, since: datetime, until: datetime, part: str = "") -> dict[str, str]:
    """Name of each extract -> the statement that makes it from our tables. The times are of our own making, in UTC.

    ``part``: a further condition on the rows of each LARGE table, to read it piece by piece.
    """
    place = int(organisation_id)
    period = f"sent_at >= '{_moment(since)}' AND sent_at < '{_moment(until)}'"
    return {
        "o_seats": f"""
            SELECT seat.member_id, MIN(seat.chapter_id) AS chapter_id, MIN(member.profession_key) AS profession_key,
            CAST(DENSE_RANK() OVER (ORDER BY MIN(member.profession_key)) AS INTEGER) AS profession
            FROM accounts_seat seat JOIN accounts_member member ON member.id = seat.member_id
            WHERE seat.organisation_id = {place} AND seat.chapter_id IS NOT NULL AND seat.until IS NULL
            GROUP BY seat.member_id""",
        "o_referrals": f"""
            SELECT id, chapter_id, {_HOURS[vendor]} AS hours, CAST(CASE stage
            WHEN 'won' THEN 1 WHEN 'lost' THEN 2 WHEN 'declined' THEN 3 ELSE 0 END AS SMALLINT) AS outcome
            FROM referrals_referral
            WHERE organisation_id = {place} AND stage IN ({_GIVEN}) AND {period}{part}""",
        "o_sides": f"""
            SELECT referral_id, owner_id, CAST(CASE role WHEN 'giver' THEN 1 ELSE 0 END AS SMALLINT) AS giving
            FROM referrals_side
            WHERE owner_id IN (SELECT member_id FROM accounts_seat WHERE organisation_id = {place}){part}""",
        "o_thanks": f"SELECT referral_id, amount FROM referrals_thanks WHERE 1 = 1{part}",
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


#: Who gave whom, what became of it, what was told of it: a row for each referral. Then one for each giver and receiver,
#: with chapter and profession (its number: whole numbers are grouped several times faster than words).
MADE = {
    "o_facts": """
        SELECT r.chapter_id, r.hours, r.outcome, CASE WHEN t.referral_id IS NULL THEN 0 ELSE 1 END AS thanked, t.amount,
        g.owner_id AS giver_id, e.owner_id AS receiver_id
        FROM o_referrals r
        LEFT JOIN o_sides g ON g.referral_id = r.id AND g.giving = 1
        LEFT JOIN o_sides e ON e.referral_id = r.id AND e.giving = 0
        LEFT JOIN o_thanks t ON t.referral_id = r.id""",
    "o_pairs": """
        WITH met AS (SELECT giver_id, receiver_id, COUNT(*) AS referrals,
        SUM(CASE WHEN outcome = 1 THEN 1 ELSE 0 END) AS won, SUM(CASE WHEN outcome > 0 THEN 1 ELSE 0 END) AS ended
        FROM o_facts WHERE giver_id IS NOT NULL AND receiver_id IS NOT NULL GROUP BY giver_id, receiver_id)
        SELECT met.giver_id, met.receiver_id, met.referrals, met.won, met.ended,
        gs.chapter_id AS giver_chapter, es.chapter_id AS receiver_chapter,
        gs.profession AS giver_profession, es.profession AS receiver_profession
        FROM met LEFT JOIN o_seats gs ON gs.member_id = met.giver_id
        LEFT JOIN o_seats es ON es.member_id = met.receiver_id""",
}

_SUMS = f"""COUNT(*), SUM(CASE WHEN hours IS NOT NULL THEN 1 ELSE 0 END),
    SUM(CASE WHEN hours < {SOON_HOURS} THEN 1 ELSE 0 END), SUM(CASE WHEN outcome = 1 THEN 1 ELSE 0 END),
    SUM(CASE WHEN outcome > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN outcome > 0 THEN thanked ELSE 0 END),
    COUNT(amount), COALESCE(SUM(amount), 0),
    COUNT(DISTINCT CASE WHEN amount IS NOT NULL THEN receiver_id END)"""

#: Name -> figure. The columns of a row stand in ``rules.organisation``, which reads it.
FIGURES: dict[str, str] = {
    "totals": f"""SELECT {_SUMS},
        (SELECT COALESCE(SUM(referrals), 0) FROM o_pairs WHERE giver_chapter <> receiver_chapter),
        (SELECT COALESCE(SUM(referrals), 0) FROM o_pairs
         WHERE giver_chapter IS NOT NULL AND receiver_chapter IS NOT NULL),
        COUNT(DISTINCT giver_id) FROM o_facts""",
    "chapters": f"SELECT chapter_id, {_SUMS} FROM o_facts WHERE chapter_id IS NOT NULL GROUP BY chapter_id ORDER BY 1",
    "members": "SELECT chapter_id, COUNT(*) FROM o_seats GROUP BY chapter_id ORDER BY chapter_id",
    "hours": "SELECT hours, COUNT(*) FROM o_facts WHERE hours IS NOT NULL GROUP BY hours ORDER BY hours",
    "professions": """WITH kinds AS (
        SELECT DISTINCT profession, profession_key FROM o_seats WHERE profession_key <> ''),
        sums AS (SELECT giver_profession, receiver_profession, SUM(referrals) AS referrals, SUM(won) AS won,
        SUM(ended) AS ended, COUNT(DISTINCT giver_id) AS givers, COUNT(DISTINCT receiver_id) AS receivers
        FROM o_pairs WHERE giver_profession IS NOT NULL AND receiver_profession IS NOT NULL
        GROUP BY giver_profession, receiver_profession)
        SELECT g.profession_key, e.profession_key, referrals, won, ended, givers, receivers FROM sums
        JOIN kinds g ON g.profession = giver_profession JOIN kinds e ON e.profession = receiver_profession
        ORDER BY 1, 2""",
    "returned": """WITH pairs AS (SELECT giver_id, receiver_id,
        CASE WHEN giver_chapter = receiver_chapter THEN 1 ELSE 0 END AS inside
        FROM o_pairs WHERE giver_chapter IS NOT NULL AND receiver_chapter IS NOT NULL)
        SELECT one.inside, COUNT(*), COUNT(other.giver_id) FROM pairs one
        LEFT JOIN pairs other ON other.giver_id = one.receiver_id AND other.receiver_id = one.giver_id
        GROUP BY one.inside ORDER BY one.inside""",
}
