"""The account behind a token, and the shape of its network."""

from __future__ import annotations

from uuid import UUID

from ninja import Schema


class Me(Schema):
    """Whose token this is, and what it may do."""

    id: UUID
    name: str
    email: str
    profession: str
    profession_key: str
    firm: str
    place: str
    time_zone: str
    tempo: str
    scopes: list[str]


class Shape(Schema):
    """How many people have come how far. ``none``: not measured yet."""

    people: int
    archived: int
    deep: int
    both: int
    one_sided: int
    met: int
    none: int
