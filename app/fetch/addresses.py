"""Which addresses may be asked at all: the rules for what is written, and for what a name resolves to.

What is written is never trusted to say where it leads ("2130706433", "①②⑦.⓪.⓪.①" and "localhost." are all this
machine): the addresses that a name resolves to decide, each of them, and the connection goes to one of these.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit

import idna

from app.errors import FetchRefused

DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
_NEVER_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_PATH = "/%:@!$&'*()+,;=-._~"

# The special-purpose registries of IANA, and what is left of older forms; none of these is a site.
_PRIVATE = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Looks public, and is where a cloud answers its own machines.
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")  # All that is given out so far; loopback, local and multicast lie outside.
_PRIVATE_6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20"))
_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host, in the order in which the system would try them; OSError if there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be asked.

    `allow` names, as "host:port", what the operator of this installation allows although it is private or on an
    unusual port: the name as it is written in the address, or an IP address. Nothing else makes an exception.
    """

    schemes: tuple[str, ...] = ("http", "https")
    ports: tuple[int, ...] = (80, 443)
    allow: tuple[str, ...] = ()
    resolve: Callable[[str, int], Sequence[str]] = resolve

    def allows(self, host: str, port: int) -> bool:
        """Tell whether this place was allowed explicitly."""
        return _place(host, port) in {place.strip().lower() for place in self.allow}


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: a host in ASCII, a port, and what is asked of it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, which a site is known by; the port only where it isn't the usual one."""
        is_usual = self.port == DEFAULT_PORTS.get(self.scheme)
        place = _place(self.host, self.port)
        return f"{self.scheme}://{place.removesuffix(f':{self.port}') if is_usual else place}"

    @property
    def url(self) -> str:
        """Return the address in its plain form, without a fragment."""
        return f"{self.origin}{self.path}"


def _place(host: str, port: int) -> str:
    return f"{f'[{host}]' if ':' in host else host}:{port}"


def read_target(url: str, policy: Policy) -> Target:
    """Take an address apart; raise FetchRefused where the policy forbids what is written in it.

    >>> read_target("HTTPS://Echo.Example/a b"[:-2] + "?q=ö#top", Policy()).url
    'https://echo.example/a?q=%C3%B6'
    >>> read_target("http://ann:secret@echo.example/", Policy())
    Traceback (most recent call last):
    app.errors.FetchRefused: ...
    """
    if len(url) > _LONGEST or _NEVER_IN_ADDRESS.search(url):
        raise FetchRefused
    try:
        parts = urlsplit(url)
        host = _ascii(parts.hostname or "")
        port = DEFAULT_PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
    except ValueError as error:
        raise FetchRefused from error
    is_private_place = any(place.rpartition(":")[2] == str(port) for place in policy.allow)
    if parts.scheme not in policy.schemes or "@" in parts.netloc or not host:
        raise FetchRefused
    if port not in policy.ports and not is_private_place:
        raise FetchRefused
    return Target(parts.scheme, host, port, _path(parts))


def _ascii(host: str) -> str:
    """Return a host's name as it is asked for; an IP address stays as it is."""
    return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_PATH)
    return f"{path}?{quote(parts.query, safe=_PATH + '?[]')}" if parts.query else path


def pin(target: Target, policy: Policy) -> tuple[str, ...]:
    """Return the IP addresses to connect to; raise FetchRefused unless every one that the host has may be asked."""
    try:
        found = tuple(policy.resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise FetchRefused from error
    is_named = policy.allows(target.host, target.port)
    may_ask = [is_named or policy.allows(ip, target.port) or _is_usual(ip, target, policy) for ip in found]
    if not found or not all(may_ask):
        raise FetchRefused
    return found


def _is_usual(ip: str, target: Target, policy: Policy) -> bool:
    return target.port in policy.ports and is_public(ip)


def is_public(text: str) -> bool:
    """Tell whether an IP address is one that sites have, whatever form it is wrapped in.

    >>> [is_public(ip) for ip in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe")]
    [True, False, False, False]
    """
    try:
        ip = ip_address(text)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _PRIVATE)
    inside = _unwrap(ip)
    if inside:
        return all(is_public(str(one)) for one in inside)
    return ip in _PUBLIC_6 and not any(ip in network for network in _PRIVATE_6)


def _unwrap(ip: IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address stands for: mapped (RFC 4291), 6to4, Teredo, NAT64 (RFC 6052)."""
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    if ip.sixtofour:
        return (ip.sixtofour,)
    if ip.teredo:
        return ip.teredo
    return (IPv4Address(int(ip) & 0xFFFFFFFF),) if ip in _NAT64 else ()
