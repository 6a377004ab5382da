"""A fake HTTP server on loopback: it gives the pages it was given, with every fault that servers have."""

import gzip
import hashlib
import os
import signal
import socketserver
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from time import monotonic
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HTML = "text/html; charset=utf-8"


@dataclass
class Asked:
    """A request: its path, its headers with lower-case names, and how many times that path has been requested."""

    path: str
    headers: Mapping[str, str]
    nth: int


@dataclass
class Late:
    """What a server says unasked over a connection that is idle, once `due`; `seen` when the client has hung up."""

    content: bytes
    due: threading.Event = field(default_factory=threading.Event)
    seen: threading.Event = field(default_factory=threading.Event)

    def say(self) -> None:
        """Let it be said, and wait until it was seen."""
        self.due.set()
        assert self.seen.wait(60)


@dataclass
class RawReply:
    """What goes over the wire, in pieces; then the connection is kept, closed, reset or held open in silence."""

    pieces: list[bytes]
    then: str = "keep"
    between: Callable[[], None] = lambda: None
    late: Late | None = None


Answer = Callable[[Asked], RawReply]


def message(status: str, body: bytes, **headers: str) -> bytes:
    """An HTTP response; a header given as empty is left out, and `_` in its name stands for `-`."""
    fields = {"Content-Type": HTML, "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def page(body: bytes, status: str = "200 OK", **headers: str) -> Answer:
    """Always the same page."""
    return lambda asked: RawReply([message(status, body, **headers)])


def validated(body: bytes) -> Answer:
    """A page with `ETag` and `Last-Modified` that answers conditional requests."""
    tag, date = f'"{hashlib.sha256(body).hexdigest()[:16]}"', "Mon, 02 Mar 2026 10:00:00 GMT"

    def answer(asked: Asked) -> RawReply:
        if asked.headers.get("if-none-match") == tag and asked.headers.get("if-modified-since") == date:
            return RawReply([message("304 Not Modified", b"", ETag=tag, Content_Length="", Content_Type="")])
        return RawReply([message("200 OK", body, ETag=tag, Last_Modified=date)])

    return answer


def at_first(fault: Answer, then: Answer, times: int = 1) -> Answer:
    """A fault that passes after it was met `times` times."""
    return lambda asked: (fault if asked.nth <= times else then)(asked)


def busy(status: str = "503 Service Unavailable", **headers: str) -> Answer:
    """Asks to come back."""
    return lambda asked: RawReply([message(status, b"busy", **headers)])


def busy_until_rested(seconds: int, then: Answer) -> Answer:
    """Asks to come back in some seconds, and asks again of who comes sooner; however late is never too late."""
    rested: list[float] = []

    def answer(asked: Asked) -> RawReply:
        rested[:] = rested or [monotonic() + 0.95 * seconds]
        early = monotonic() < rested[0]
        return (busy("429 Too Many Requests", Retry_After=str(seconds)) if early else then)(asked)

    return answer


def paced(pages: Mapping[str, Answer], seconds: float) -> dict[str, Answer]:
    """A site that refuses who asks for its nth page sooner than n pauses after its robots.txt was given."""
    earliest: list[float] = []

    def robots(asked: Asked) -> RawReply:
        earliest[:] = [monotonic() + seconds]
        return pages["/robots.txt"](asked)

    def guarded(answer: Answer) -> Answer:
        def guard(asked: Asked) -> RawReply:
            early = monotonic() < earliest[0]
            earliest[0] += seconds
            return (page(b"too soon", "403 Forbidden") if early else answer)(asked)

        return guard

    return {path: guarded(answer) for path, answer in pages.items()} | {"/robots.txt": robots}


def truncated(body: bytes) -> Answer:
    """Ends before its Content-Length."""
    return lambda asked: RawReply([message("200 OK", body, Content_Length=str(len(body) + 100))], "close")


def open_ended(body: bytes, then: str = "close", **headers: str) -> Answer:
    """A page without a length: the connection is closed, or reset, where it ends."""
    return lambda asked: RawReply([message("200 OK", body, Content_Length="", **headers)], then)


def torn_chunks(body: bytes) -> Answer:
    """Ends before its last chunk."""
    chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n"
    return lambda asked: RawReply([message("200 OK", chunk, Content_Length="", Transfer_Encoding="chunked")], "close")


def chunked(body: bytes) -> Answer:
    """A page in chunks of seven bytes."""
    parts = [body[at : at + 7] for at in range(0, len(body), 7)]
    coded = b"".join(f"{len(part):x};n=1\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"
    return lambda asked: RawReply([message("200 OK", coded, Content_Length="", Transfer_Encoding="chunked")])


def gzipped(body: bytes) -> Answer:
    """A page compressed for the wire."""
    return page(gzip.compress(body, mtime=0), Content_Encoding="gzip")


def slow(body: bytes) -> Answer:
    """A page in many small pieces."""
    whole = message("200 OK", body)
    return lambda asked: RawReply([whole[at : at + 40] for at in range(0, len(whole), 40)])


def silent(_: Asked) -> RawReply:
    """Never answers."""
    return RawReply([], "silence")


def reset(_: Asked) -> RawReply:
    """Resets the connection in the middle of the head."""
    return RawReply([b"HTTP/1.1 200 OK\r\nContent-Type: te"], "reset")


@dataclass
class Kill:
    """Kills a process at the nth request: before its answer, within it, right after, or `delay` seconds later.

    By another signal it may end as it wants.
    """

    nth: int
    when: str
    delay: float = 0.0
    by: signal.Signals = signal.SIGKILL
    victim: list[int] = field(default_factory=list)
    known: threading.Event = field(default_factory=threading.Event)

    def started(self, pid: int) -> None:
        """Name the process."""
        self.victim.append(pid)
        self.known.set()

    def strike(self) -> None:
        """Send it the signal; SIGKILL cannot be caught."""
        self.known.wait(60)
        os.kill(self.victim[0], self.by)


class FakeServer(socketserver.ThreadingTCPServer):
    """Pages by path; what it has not is 404. `asked` is every request in order, `sent` the last answer by path."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, pages: Mapping[str, Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = dict(pages)
        self.asked: list[Asked] = []
        self.sent: dict[str, bytes] = {}
        self.kill: Kill | None = None
        self.stopped = threading.Event()
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for so far."""
        return [asked.path for asked in self.asked]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopped.set()
        self.shutdown()
        self.server_close()

    def forget(self) -> None:
        """Begin to count anew."""
        self.asked.clear()
        self._counts.clear()

    def answer(self, path: str, headers: dict[str, str]) -> RawReply:
        """Note a request and give what is sent for it."""
        with self._lock:
            self._counts[path] += 1
            asked = Asked(path, headers, self._counts[path])
            self.asked.append(asked)
        reply = self.pages.get(path, page(b"<h1>Sidan finns inte</h1>", "404 Not Found"))(asked)
        self.sent[path] = b"".join(reply.pieces)
        return reply

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error here."""


class _Handler(socketserver.StreamRequestHandler):
    server: FakeServer
    disable_nagle_algorithm = True

    def handle(self) -> None:
        while line := self.rfile.readline():
            headers: dict[str, str] = {}
            while (field := self.rfile.readline().decode("latin-1").strip()) != "":
                name, _, value = field.partition(":")
                headers[name.lower()] = value.strip()
            reply = self.server.answer(line.decode("latin-1").split()[1], headers)
            if not self._send(reply):
                return

    def _send(self, reply: RawReply) -> bool:
        kill = self.server.kill
        struck = kill is not None and len(self.server.asked) == kill.nth
        if struck and kill and kill.when == "before":
            kill.strike()
        for number, piece in enumerate(reply.pieces):
            if number:
                reply.between()
            half = len(piece) // 2 if struck and number == 0 else 0
            self.wfile.write(piece[:half])
            if struck and number == 0 and kill and kill.when == "within":
                kill.strike()
            self.wfile.write(piece[half:])
        if struck and kill and kill.when in ("after", "later"):
            self.server.stopped.wait(kill.delay if kill.when == "later" else 0)
            kill.strike()
        if reply.then == "silence":
            self.server.stopped.wait(60)
        if reply.then == "reset":
            self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        if reply.late:
            reply.late.due.wait(60)
            self.wfile.write(reply.late.content)
            self.rfile.read()
            reply.late.seen.set()
        return reply.then == "keep" and not reply.late


class SecureServer(FakeServer):
    """The same over TLS, with a certificate of its own for 127.0.0.1; `certificate` is a file to trust it by."""

    def __init__(self, pages: Mapping[str, Answer], folder: Path) -> None:
        super().__init__(pages)
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        start, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
        built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), start, end)
        host = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
        signed = built.add_extension(host, critical=False).sign(key, hashes.SHA256())
        self.certificate, secret = folder / "certificate.pem", folder / "key.pem"
        self.certificate.write_bytes(signed.public_bytes(Encoding.PEM))
        secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, secret)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        return super().address.replace("http:", "https:")
