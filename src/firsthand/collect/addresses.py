"""Which addresses may be asked for: reading a URL strictly, and the table of what is not public.

URLs are read after the WHATWG standard where that decides which host is meant (numbers in any
base, full-width digits, soft hyphens), and refused where readers differ (backslashes, user
names, missing slashes). Python's own ``ipaddress.is_global`` calls several reserved nets public
(translated IPv4, site-local, segment routing), so the table is written out here.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from firsthand.errors import Refused, UsageError

IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Net: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

#: longer addresses are refused; servers and browsers agree on less
MAX_URL = 8_192
_PORTS = {"http": 80, "https": 443}
#: web servers listen on these or from here on; mail, shells and files below are no web
_LOWEST_PORT = 1_024
#: services above it that do harm when they are sent an HTTP request (Fetch standard, "bad port",
#: and common databases and queues)
_BAD_PORTS = frozenset(
    {1719, 1720, 1723, 2049, 2375, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566}
    | {6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 10080, 11211, 27017}
)
#: IANA special-purpose registries, and what routers do not carry
_DENIED_4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
        " 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16"
        " 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
#: global unicast is the only space in use; these parts of it are not public hosts
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_DENIED_6 = tuple(
    ipaddress.IPv6Network(net)
    for net in "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split()
)
#: an IPv4 address within an IPv6 one: mapped by the system, or by a network without IPv4
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")

_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<slashes>/*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_PARTS = re.compile(r"(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.DOTALL)
_HOST_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>\d{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)")
#: what stands unescaped in a path or query; "%" as it may be an escape already
_PATH_SAFE = "/%:@!$&'()*+,;=~-._[]|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL taken apart: where to connect, and what to ask for there."""

    scheme: str
    #: lower case, punycode; an IPv6 address without brackets
    host: str
    port: int
    #: path and query as they are sent
    path: str

    @property
    def address(self) -> IP | None:
        """The host where it is an address and no name."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def is_address(source: str) -> bool:
    """Whether what a user names is fetched, and no path of this machine."""
    return source.startswith(("http://", "https://"))


def read(url: str) -> Target:
    """Take ``url`` apart; raises ``Refused`` for what is no plain http or https address."""
    if not url or len(url) > MAX_URL:
        raise Refused("not an address (it is empty or too long)", source=url[:100])
    if any(ord(char) <= 32 or 127 <= ord(char) <= 160 for char in url) or "\\" in url:
        raise Refused("an address has no spaces, control characters or backslashes", source=url)
    match = _URL.fullmatch(url)
    if match is None or match["scheme"].lower() not in _PORTS or match["slashes"] != "//":
        raise Refused("only http:// and https:// addresses are read", source=url)
    scheme = match["scheme"].lower()
    parts = _PARTS.fullmatch(match["rest"])
    assert parts is not None
    host, port = _host_port(parts["authority"], url)
    path = quote(parts["path"] or "/", safe=_PATH_SAFE) + quote(
        parts["query"] or "", safe=_PATH_SAFE + "?"
    )
    return Target(
        scheme=scheme, host=host, port=_PORTS[scheme] if port is None else port, path=path
    )


def site(url: str | None) -> str:
    """Host that an address names, in small letters and without "www."; empty if it names none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def joined(base: str, reference: str) -> str:
    """Address that ``reference`` means on the page at ``base``, its fragment left off.

    Raises ``Refused`` where it is none.
    """
    try:
        return urljoin(base, reference.strip()).partition("#")[0]
    except ValueError:
        raise Refused("not an address", source=reference[:100]) from None


def web(base: str, reference: str | None) -> str | None:
    """``reference`` as an absolute http(s) address, None where it is none: what is shown as a link.

    Controls and spaces are stripped before the scheme is looked at, as browsers do.
    """
    if not reference or len(reference) > MAX_URL:
        return None
    bare = "".join(char for char in reference if ord(char) > 32 or char == " ").strip()
    try:
        url = urljoin(base, bare)
    except ValueError:
        return None
    return url if re.match(r"https?://[^/?#\s]", url, re.IGNORECASE) else None


def _host_port(authority: str, url: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise Refused("an address with a user name is not read", source=url)
    match = _HOST_PORT.fullmatch(authority)
    if match is None or not match["host"]:
        raise Refused("not an address (its host or port is damaged)", source=url)
    port = int(match["port"]) if match["port"] else None
    if port is not None and not 0 < port < 65_536:
        raise Refused("no such port", source=url)
    return _host(match["host"], url), port


def _host(host: str, url: str) -> str:
    if host.startswith("["):
        try:
            return str(ipaddress.IPv6Address("" if "%" in host else host[1:-1]))
        except ValueError:
            raise Refused("not an IPv6 address", source=url) from None
    name = ascii_host(host)
    if name is None:
        raise Refused("not a host name", source=url)
    return name


def ascii_host(host: str) -> str | None:
    """Host name in lower case and punycode, an IPv4 address with four decimal parts; None if none."""
    name = unicodedata.normalize("NFKC", host).lower().replace("。", ".")
    name = "".join(char for char in name if unicodedata.category(char) != "Cf").removesuffix(".")
    labels = [label if label.isascii() else _punycode(label) for label in name.split(".")]
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    return ".".join(labels)


def _punycode(label: str) -> str:
    normal = unicodedata.normalize("NFC", label)
    wrong = any(unicodedata.category(char)[0] in "ZCPS" for char in normal if char not in "-·")
    return "" if wrong else "xn--" + normal.encode("punycode").decode("ascii")


def _ipv4(labels: Sequence[str]) -> str | None:
    """Four decimal parts of an IPv4 address in any notation that systems read."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        return None
    try:
        numbers = [_number(label) for label in labels]
    except ValueError:
        return None
    last = numbers.pop()
    if any(number > 255 for number in numbers) or last >= 256 ** (4 - len(numbers)):
        return None
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(numbers))
    return str(ipaddress.IPv4Address(value))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") and len(label) > 1 else 10)


# --------------------------------------------------------------------------- what is public


def nets(given: Iterable[str]) -> tuple[Net, ...]:
    """Networks that are allowed by name ("192.168.1.0/24", "::1"); ``UsageError`` for others."""
    found = []
    for text in given:
        try:
            found.append(ipaddress.ip_network(text.strip()))
        except ValueError as error:
            # "192.168.1.7/24" has bits that no network of this size has: what is wrong is told
            why = f": {error}" if "host bits" in str(error) else ""
            raise UsageError(f"{text!r} is not a network such as 192.168.1.0/24{why}") from None
    return tuple(found)


def check(target: Target, addresses: Sequence[str], allowed: Sequence[Net] = ()) -> tuple[IP, ...]:
    """Give the addresses of a target if every one may be connected to; else raises ``Refused``.

    One denied address denies the name: a name that is half private is an attack or a mistake.
    """
    found = tuple(ipaddress.ip_address(text.partition("%")[0]) for text in addresses)
    if not found:
        raise Refused("the host name has no address", source=target.url)
    open_ = [_within(address, allowed) for address in found]
    for address, by_name in zip(found, open_, strict=True):
        if not by_name and (why := denied(address)):
            raise Refused(
                f"{address} {why}; --allow-net opens a network by name", source=target.url
            )
    if not all(open_) and not _web_port(target.port):
        raise Refused(f"port {target.port} is not a web server's", source=target.url)
    return found


def denied(address: IP) -> str | None:
    """Say why an address is not public; None if it is."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is None:
            public = address in _GLOBAL_6 and not any(address in net for net in _DENIED_6)
            return None if public else "is not a public address"
        address = inner
    denied_ = any(address in net for net in _DENIED_4)
    return "is not a public address" if denied_ else None


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _MAPPED or address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _within(address: IP, allowed: Sequence[Net]) -> bool:
    forms: list[IP] = [address]
    if isinstance(address, ipaddress.IPv6Address) and address in _MAPPED:
        forms.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return any(form in net for form in forms for net in allowed if form.version == net.version)


def _web_port(port: int) -> bool:
    return port in _PORTS.values() or (port >= _LOWEST_PORT and port not in _BAD_PORTS)
