"""The rest of the book: invented names and works until the plan is full, and a card for everybody."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.interfaces.cli.demo.cast import CLOSE, NAMED, PLAN, Known

_FIRST = """
Aaron Abigail Adele Ahmed Aisha Alma Amara Andre Angela Arthur Asha Bridget Callum Camila Chidi Clara Cyrus
Darius Diego Edith Elif Emeka Esther Felix Femi Fiona Gabe Gloria Hamid Harriet Heidi Hugo Imani Isaac Ivy Jamal Javier
Jonah Kamal Keiko Kofi Lars Lena Linh Lois Mina Moira Naomi Noor Olga Omar Paula Pia Rafael Rahul Rhea Ruben Sana Seth
Shira Sunil Tara Uma Vera Victor Wanda Yara Yusuf Zoe
"""
_LAST = """
Abbott Adeyemi Alder Amini Baird Barlow Becker Bishop Brandt Briggs Byrne Cahill Calder Chavez Choi Davila
Doyle Drake Dubois Eaton Ellis Ferro Finch Frey Gallo Garner Haddow Hale Hayes Holm Huang Ibarra Iqbal Ito Jarvis Joshi
Keller Larsen Lowe Luna Marsh Mbeki Meyer Moss Moya Nair Nolan Novak Okoro Olsen Patel Pike Reyes Rhodes Rossi Ruiz
Shah Slater Stone Tate Tran Vaughn Vega Voss Wade Webb Wolfe Yates
"""
_WORKS = {
    "family": ("Cousin", "Uncle", "Niece", "In-law"),
    "friend": ("Neighbor", "Book club", "Running group", "Friend of a friend"),
    "school": ("Law school", "College", "High school"),
    "client": ("Former client", "Client", "Teacher", "Nurse", "Shop owner", "Engineer"),
    "professional": ("Accountant", "Insurance agent", "Pediatrician", "Banker", "Real-estate attorney",
                     "Business coach", "Dentist", "HR manager", "Home stager", "Appraiser",
                     "Private investigator", "Tutor"),
    "community": ("Soccer parents", "Food bank", "Parent council", "Choir", "Neighborhood association"),
}  # fmt: skip
_HOBBIES = ("trail running", "cooking", "choir", "sailing", "chess", "gardening", "woodwork", "old maps", "tennis")
_TAGS = ("chapter", "holiday card", "referred me", "speaker", "bar association", "school run")


def everybody(random: Random) -> list[Known]:
    """The named ones first, then invented ones until each part of life has as many of each closeness as planned."""
    there = Counter((known.segment, known.closeness) for known in NAMED)
    taken = {known.name for known in NAMED}
    names = [f"{first} {last}" for first, last in product(_FIRST.split(), _LAST.split())]
    random.shuffle(names)
    free = (name for name in names if name not in taken)
    invented = [
        Known(next(free), segment, random.choice(_WORKS[segment]), closeness, pace=random.randint(26, 34))
        for segment, wanted in PLAN.items()
        for closeness, count in wanted.items()
        for _ in range(count - there[(segment, closeness)])
    ]
    return [*NAMED, *invented]


def card(known: Known, random: Random) -> Card:
    """What the book says of somebody. Addresses and numbers are of the kinds kept for examples."""
    given, _, family = known.name.partition(" ")
    address = f"{given}.{family}@mail.example".lower().replace(" ", "").replace("’", "")
    work = known.segment == "professional"
    emails = (Labelled(address, "work" if work else "home", primary=True),)
    phones = (Labelled(f"+1 555 01{random.randint(10, 99)} {random.randint(100, 999)}", "mobile"),)
    born = f"{random.randint(1950, 1996)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    near = known.closeness == CLOSE
    return Card(
        name=known.name,
        given=given,
        family=family,
        firm=known.firm,
        title=known.title,
        profession=known.title if work else "",
        segment=known.segment,
        emails=emails,
        phones=phones if near or random.random() < 0.6 else (),
        dates=(Labelled(born, "birthday"),) if near or random.random() < 0.3 else (),
        facts=(Labelled(random.choice(_HOBBIES), "hobby"),) if near or random.random() < 0.2 else (),
        tags=(random.choice(_TAGS),) if random.random() < 0.3 else (),
    )
