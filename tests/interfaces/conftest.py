"""The CardDAV server that tests of the interfaces share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.interfaces.exchange.carddav_peer import Peer, serving


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """A real server, started once."""
    with serving(tmp_path_factory.mktemp("radicale")) as peer:
        yield peer


@pytest.fixture
def peer(radicale: Peer, settings) -> Peer:
    """The server, as one that the owner of the house trusts."""
    settings.TRUSTED_HOSTS = [radicale.host]
    return radicale
