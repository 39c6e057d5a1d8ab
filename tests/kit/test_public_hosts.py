"""Which hosts may be asked: only public ones, unless the owner of the house trusts one."""

from __future__ import annotations

import pytest

from grapevine.kit import public_hosts
from grapevine.kit.errors import Refused

PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
NOT_PUBLIC = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.254", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:10.0.0.1", "::127.0.0.1", "::8.8.8.8",
    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "2001:db8::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2002:7f00:1::", "2002:808:808::1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::808:808", "3fff::1", "5f00::1", "nonsense", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert public_hosts.is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_inside_beside_or_to_many_is_not_public(address: str) -> None:
    assert not public_hosts.is_public(address)


@pytest.mark.parametrize(
    "url",
    ["", "calendar", "ftp://example.com/x", "file:///etc/passwd", "gopher://example.com", "https://", "https:///x",
     "https://exa mple.com/", "https://example.com\\@10.0.0.1/", "https://example.com/\r\nHost: x",
     "https://example.com:99999/", "https://[::1/", "https://[fe80::1%25eth0]/", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        public_hosts.target(url)


def test_an_address_that_everybody_could_read_is_refused_unless_the_host_is_trusted() -> None:
    with pytest.raises(Refused, match="anybody on the way"):
        public_hosts.target("http://calendar.example.com/x.ics")
    assert public_hosts.target("http://nas.local:5232/x.ics", ["nas.local:5232"]).port == 5232
    with pytest.raises(Refused):
        public_hosts.target("http://nas.local:5233/x.ics", ["nas.local:5232"])


def test_an_address_is_taken_apart_and_its_password_stays_out_of_sight() -> None:
    target = public_hosts.target("webcal://leah:sec%40ret@Calendar.Example.com./private-abc/basic.ics?x=1")

    assert (target.scheme, target.host, target.port) == ("https", "calendar.example.com", 443)
    assert (target.user, target.password) == ("leah", "sec@ret")
    assert target.url == "https://calendar.example.com/private-abc/basic.ics?x=1"
    assert repr(target) == "<Target https://calendar.example.com/…>"


def test_a_name_in_letters_of_another_language_is_asked_for_as_the_net_knows_it() -> None:
    assert public_hosts.target("https://bücher.example/").host == "xn--bcher-kva.example"


def answering(*addresses: str) -> public_hosts.Resolver:
    return lambda host, port: list(addresses)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    target = public_hosts.target("https://calendar.example.com/")

    assert public_hosts.addresses(target, resolve=answering("93.184.216.34")) == ["93.184.216.34"]
    with pytest.raises(public_hosts.NotPublic, match="calendar.example.com is not on the public internet"):
        public_hosts.addresses(target, resolve=answering("93.184.216.34", "10.0.0.5"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "localhost.", "[::1]"])
def test_this_machine_is_not_asked_however_it_is_written(host: str) -> None:
    with pytest.raises(Refused):
        public_hosts.addresses(public_hosts.target(f"https://{host}/"))


def test_a_trusted_host_may_be_private_on_its_port_and_a_bare_name_on_all() -> None:
    at_home = answering("192.168.1.20")
    for url, trusted in [
        ("https://nas.local:5232/", ["nas.local:5232"]),
        ("https://nas.local/", ["nas.local:443"]),
        ("https://NAS.local:81/", [" nas.local "]),
        ("https://[fd00::2]:81/", ["[fd00::2]:81"]),
    ]:
        assert public_hosts.addresses(public_hosts.target(url), trusted, at_home) == ["192.168.1.20"]
    with pytest.raises(public_hosts.NotPublic):
        public_hosts.addresses(public_hosts.target("https://nas.local:22/"), ["nas.local:5232"], at_home)


def test_a_name_that_nobody_knows_is_told_so() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError

    target = public_hosts.target("https://calender.example.com/")
    for resolve in (nobody, answering()):
        with pytest.raises(public_hosts.NoSuchHost, match="no host calender.example.com"):
            public_hosts.addresses(target, resolve=resolve)
