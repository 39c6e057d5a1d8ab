"""The earth in squares of half a degree, so that who is near can be found by an index."""

from __future__ import annotations

from math import cos, floor, log, radians

from grapevine.domain.partnerships.rules.matching.partner import FAR, HALVED_KM

SIZE, ACROSS = 0.5, 720
#: So many squares to each side; the shortest way, in kilometres, to anybody outside them: a degree of latitude.
REACH, RADIUS_KM = 2, 110.0
#: The place term of anybody outside is at most this.
OUTSIDE = max(FAR, -log(2.0) * RADIUS_KM / HALVED_KM)


def cell(latitude: float, longitude: float) -> int:
    """The number of the square in which a point lies."""
    row, column = floor((latitude + 90.0) / SIZE), floor((longitude + 180.0) / SIZE) % ACROSS
    return row * ACROSS + column


def around(latitude: float, longitude: float) -> list[int]:
    """The squares in which everybody within RADIUS_KM lies; towards the poles a row has more of them."""
    row, column = floor((latitude + 90.0) / SIZE), floor((longitude + 180.0) / SIZE)
    found = []
    for each in range(row - REACH, row + REACH + 1):
        widest = max(abs(each * SIZE - 90.0), abs((each + 1) * SIZE - 90.0))
        reach = min(ACROSS // 2, floor(REACH / max(cos(radians(min(widest, 89.9))), 0.003)) + 1)
        found += [each * ACROSS + (column + step) % ACROSS for step in range(-reach, reach + 1)]
    return sorted(set(found))
