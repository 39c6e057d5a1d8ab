"""Who is named in the demo: Leah, her chapter, and the people of her book with a name, a work and a closeness."""

from __future__ import annotations

from dataclasses import dataclass

ORGANISATION = "Demo Chapters"
CHAPTER = "Riverside"
DOMAIN = "@demo.example"
LEAH = f"leah{DOMAIN}"
LEAH_NAME = "Leah Marchetti"
LEAH_PROFILE = {
    "profession": "Family-law attorney",
    "firm": "Marchetti Family Law",
    "place": "Riverside",
    "time_zone": "America/New_York",
    "weekly_minutes": 180,
    "goal_clients": 6,
    "goal_value": 7500,
}

#: Beside Leah: name, profession, role. The first is organiser of the whole organisation as well.
CHAPTER_MEMBERS: tuple[tuple[str, str, str], ...] = (
    ("Grace Nwosu", "Mediator", "officer"),
    ("Dana Whitcomb", "CPA and divorce financial analyst", "officer"),
    ("Priya Raman", "Family therapist", "member"),
    ("Tom Halloran", "Estate-planning attorney", "member"),
    ("Ben Okafor", "Financial planner", "member"),
    ("Sofia Lindgren", "Realtor", "member"),
    ("Marcus Obi", "Mortgage broker", "member"),
    ("Luis Ortega", "Employment attorney", "member"),
    ("Hana Kim", "Immigration attorney", "member"),
    ("Elena Costa", "Insurance agent", "member"),
    ("Nils Sorensen", "Contractor", "member"),
)

#: How a relationship went; history.py says what each means.
CLOSE, LISTENING, WARM, MET, FADED, NEW = "close", "listening", "warm", "met", "faded", "new"
#: Segment -> how many of each closeness, 23 of them close from both sides; brought.py adds the last six of 182.
PLAN: dict[str, dict[str, int]] = {
    "family": {CLOSE: 7, LISTENING: 1, WARM: 4, MET: 0, FADED: 2, NEW: 0},
    "friend": {CLOSE: 5, LISTENING: 5, WARM: 6, MET: 2, FADED: 7, NEW: 1},
    "school": {CLOSE: 1, LISTENING: 5, WARM: 3, MET: 8, FADED: 10, NEW: 4},
    "client": {CLOSE: 1, LISTENING: 9, WARM: 6, MET: 14, FADED: 11, NEW: 3},
    "professional": {CLOSE: 8, LISTENING: 5, WARM: 10, MET: 16, FADED: 3, NEW: 1},
    "community": {CLOSE: 1, LISTENING: 3, WARM: 3, MET: 7, FADED: 1, NEW: 3},
}


@dataclass(frozen=True, slots=True)
class Known:
    """One named person. ``gave`` and ``got``: gives of the last year, by Leah and by them. ``pace``: days between
    two meetings; ``ratio``: how much they reach out for each time Leah does (0: as chance has it); ``months``: for how
    long."""

    name: str
    segment: str
    title: str
    closeness: str = CLOSE
    firm: str = ""
    gave: int = 0
    got: int = 0
    pace: int = 28
    ratio: float = 0.0
    months: int = 30


NAMED: tuple[Known, ...] = (
    Known("Rosa Marchetti", "family", "Mother", got=2, pace=8, months=30),
    Known("Paul Marchetti", "family", "Brother", got=1, pace=11),
    Known("Carol Benning", "family", "Aunt", pace=22),
    Known("Theo Marchetti", "family", "Cousin", pace=25),
    Known("Lucia Marchetti", "family", "Sister-in-law", pace=26, months=14),
    Known("Aldo Benning", "family", "Uncle", gave=1, pace=34),
    Known("Ruth Benning", "family", "Cousin", pace=31),
    Known("Gina Falco", "family", "Niece", LISTENING),
    Known("Nina Feld", "friend", "Best friend", got=1, pace=9),
    Known("Jo Abara", "friend", "Nurse manager", gave=1, pace=20),
    Known("Simone Hart", "friend", "Baker", pace=22, firm="Hart & Crumb", months=12),
    Known("Kate Ostrow", "friend", "Running group", pace=29, got=1),
    Known("Wes Adair", "friend", "Book club", pace=33),
    Known("Ingrid Solheim", "friend", "Neighbor", LISTENING),
    Known("Dev Kapoor", "friend", "Architect", LISTENING, got=1),
    Known("Tamsin Boyle", "friend", "Teacher", WARM),
    Known("Marta Klein", "school", "College roommate", gave=1, got=1, pace=25),
    Known("Peter Vance", "school", "Judge’s clerk", FADED),
    Known("Owen Prather", "school", "Public defender", WARM),
    Known("Lila Haas", "school", "Law professor", LISTENING),
    Known("Joan Pruitt", "client", "Owner", got=3, pace=29, firm="Pruitt Dental"),
    Known("Mei Sato", "client", "Pharmacist", LISTENING),
    Known("Walter Dunne", "client", "Retired engineer", LISTENING),
    Known("Elise Carver", "client", "Designer", WARM, gave=1, got=1),
    Known("Robert Nash", "client", "Site manager", WARM),
    Known("Ana Quiroga", "client", "Restaurateur", MET, firm="Quiroga’s"),
    Known("Priya Raman", "professional", "Family therapist", firm="Raman Counseling", gave=10, got=9, pace=14),
    Known("Tom Halloran", "professional", "Estate-planning attorney", firm="Halloran Law", gave=5, got=4, pace=22),
    Known("Ben Okafor", "professional", "Financial planner", firm="Okafor Planning", gave=5, got=4, pace=22, months=13),
    Known("Dana Whitcomb", "professional", "CPA and divorce financial analyst", firm="Whitcomb & Rowe", gave=9, got=11,
          pace=60, ratio=0.3),
    Known("Sofia Lindgren", "professional", "Realtor", firm="Lindgren Homes", gave=8, got=4, pace=26),
    Known("Grace Nwosu", "professional", "Mediator", firm="Common Ground Mediation", gave=2, got=3, pace=24),
    Known("Marcus Obi", "professional", "Mortgage broker", firm="Obi Lending", gave=6, got=3, pace=28, months=11),
    Known("Hana Kim", "professional", "Immigration attorney", firm="Kim Immigration", gave=5, got=1, pace=28),
    Known("Luis Ortega", "professional", "Employment attorney", WARM, firm="Ortega Employment Law", gave=4, got=2),
    Known("Ellen Fisk", "professional", "Court reporter", WARM, gave=1),
    Known("Nadia Farouk", "professional", "Divorce coach", LISTENING),
    Known("Colin Mayhew", "professional", "Pediatric dentist", MET),
    Known("Beth Sandoval", "professional", "School counselor", MET),
    Known("Elena Costa", "professional", "Insurance agent", WARM, got=1),
    Known("Nils Sorensen", "professional", "Contractor", WARM, gave=1),
    Known("Alice Monroe", "community", "Minister", firm="Riverside Chapel", gave=1, got=1, pace=23),
    Known("Dan Kowalski", "community", "Youth soccer coach", LISTENING, got=1),
    Known("Fay Jennings", "community", "Library board", WARM),
)  # fmt: skip
