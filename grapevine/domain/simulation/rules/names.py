"""Invented names for invented people: a few thousand, each from two short lists."""

from __future__ import annotations

_GIVEN_NAMES = """
Ada Alan Amir Anika Anton Bella Boris Carla Cedric Chen Dalia Dario Dev Edda Elias Emil Erin Ezra Farah Flora Gero Gina
Hanna Hiro Ida Igor Ines Iris Jana Jens Joel Julia Karim Kira Leo Lida Luis Mara Marc Mei Milo Nadia Nils Nora Otis Owen
Petra Quinn Rita Rohan Rosa Ruth Sami Selma Simon Tess Theo Ursula Vito Zara
"""
_FAMILY_NAMES = """
Abel Aldana Arden Aziz Bauer Bellamy Blake Boone Brook Calloway Castell Cho Conrad Crane Dahl Dalton Duarte Easton Egan
Farrow Fenn Flores Foley Garza Gibbs Goswami Grant Greer Haas Hartley Hidalgo Ibsen Ingram Jain Jensen Kahn Kemp Kirby
Lacey Lang Lind Maddox Malik Mercer Mori Nagy Nash Oakes Ortega Park Perrin Quist Rao Reeve Rojas Sato Sayer Sorel
Thorne Tovar Udall Vance Varga Wells Winslow Yoder Young Zeller Zimmer
"""
_GIVEN, _FAMILY = _GIVEN_NAMES.split(), _FAMILY_NAMES.split()
#: How many there are, and a step that shares no divisor with it: neighbours in number get names far apart.
COUNT = len(_GIVEN) * len(_FAMILY)
_STEP = 2_749


def name(number: int) -> str:
    """The name of the member of this number; the same number, the same name."""
    place = number * _STEP % COUNT
    return f"{_GIVEN[place % len(_GIVEN)]} {_FAMILY[place // len(_GIVEN)]}"
