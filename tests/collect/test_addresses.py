from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import addresses
from firsthand.errors import Refused, UsageError

PUBLIC = "93.184.215.14"


def checked(url, *found, allow=()):
    target = addresses.read(url)
    given = found or ([target.host] if target.address else [PUBLIC])
    return addresses.check(target, given, addresses.nets(allow))


@pytest.mark.parametrize(
    "host",
    "127.1 0x7f.1 017700000001 2130706433 0 [::1] [::ffff:10.1.2.3] [64:ff9b::a9fe:a9fe]"
    " [2002:a00:1::] [3fff::1] [fec0::1] 100.64.0.1 192.0.0.8 224.0.0.1 １０.0.0.1 10。0。0。1"
    # of each net that is no public host's one address
    " 0.255.0.1 10.9.8.7 100.127.255.254 127.9.9.9 169.254.169.254 172.31.255.254 192.0.2.1 192.31.196.9"
    " 192.52.193.9 192.88.99.9 192.168.255.1 192.175.48.9 198.19.0.1 198.51.100.9 203.0.113.9"
    " 239.255.255.250 255.255.255.255 [::] [2001::1] [2001:db8::1] [2620:4f:8000::9] [fc00::1] [fe80::1]"
    " [ff02::1] [5f00::1] [100::1]".split(),
)
def test_what_is_not_public_is_refused_in_every_spelling(host):
    with pytest.raises(Refused, match="not a public address"):
        checked(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://o.example/",
        "http:o.example/",
        "http:///o.example/",
        "http://a@o.example/",
        "http://o.example\\@other.example/",
        "http://o.example%2f.test/",
        "http://o.example:99999/",
        "http://1.2.3.4.5/",
        "http://o.example/ x",
        "",
    ],
)
def test_addresses_that_readers_take_differently_are_refused(url):
    with pytest.raises(Refused):
        addresses.read(url)


def test_a_name_is_sent_in_ascii_and_a_path_escaped():
    target = addresses.read("https://Bücher.example/ä b?q=ü#x".replace(" ", "%20"))
    assert target.host == "xn--bcher-kva.example"
    assert target.path == "/%C3%A4%20b?q=%C3%BC"
    assert target.authority == "xn--bcher-kva.example"


def test_a_public_address_that_a_network_translates_is_public():
    assert checked("http://[64:ff9b::5db8:d822]/")
    assert checked("http://[::ffff:93.184.216.34]/")


def test_one_private_address_of_a_name_refuses_it():
    with pytest.raises(Refused):
        checked("http://o.example/", PUBLIC, "10.0.0.1")


def test_an_allowed_net_opens_only_itself():
    assert checked("http://192.168.1.7:8080/", allow=["192.168.1.0/24"])
    with pytest.raises(Refused):
        checked("http://192.168.2.7/", allow=["192.168.1.0/24"])
    with pytest.raises(UsageError, match="not a network"):
        addresses.nets(["here"])


def test_ports_that_are_no_web_are_refused():
    assert checked("https://o.example:8443/")
    with pytest.raises(Refused, match="port 22"):
        checked("https://o.example:22/")


def test_credentials_belong_to_one_scheme_host_and_port():
    others = ("https://o.example:8080/", "http://o.example/", "http://p.example:8080/")
    assert len({addresses.read(url).origin for url in ("http://o.example:8080/", *others)}) == 4
    assert addresses.read("HTTPS://O.example:443/x").origin == (
        addresses.read("https://o.example/").origin
    )


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_ipv4_address_is_the_same_host(address):
    number = int(address)
    for spelling in (str(number), hex(number), oct(number).replace("0o", "0")):
        assert addresses.ascii_host(spelling) == str(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_as_what_it_holds(address):
    mapped = ip_address(f"::ffff:{address}")
    assert (addresses.denied(mapped) is None) == (addresses.denied(address) is None)


@given(st.text(max_size=60))
def test_reading_gives_a_target_or_refuses(text):
    try:
        target = addresses.read(f"http://{text}")
    except Refused:
        return
    assert addresses.read(target.url).origin == target.origin


def test_links_are_http_or_nothing():
    assert addresses.web("https://o.example/a/", "../b") == "https://o.example/b"
    assert addresses.web("https://o.example/", " \x01java\nscript:x()") is None
    assert addresses.web("", "mailto:a@o.example") is None


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.O.example:81/a", "o.example"), ("https://news.o.example", "news.o.example"),
        (None, ""), ("", ""), ("a b", ""), ("http://[bad", ""), ("//[", ""),
    ],
)  # fmt: skip
def test_the_site_of_any_address_is_named_or_nothing(url, site):
    assert addresses.site(url) == site
