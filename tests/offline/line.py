"""A line as it is in the hills: a proxy between phone and server that loses, delays, doubles and
cuts what passes through it. It counts what it did: a quiet run must not pass for a bad one."""

import asyncio
import random
import re
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LONGEST_HEAD = 256 * 1024
A_MINUTE = 60


@dataclass
class Message:
    """A request or an answer: everything up to the empty line, and what follows."""

    head: bytes
    body: bytes

    @property
    def path(self) -> str:
        return self.head.split(b" ", 2)[1].decode()

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode()

    @property
    def whole(self) -> bytes:
        return self.head + self.body


Choose = Callable[[Message], str]
"""What becomes of a request: one of FAULTS, or "" for nothing."""

FAULTS = (
    "request lost",
    "request cut",
    "answer lost",
    "answer cut",
    "sent twice",
    "slow",
)


def now_and_then(share: float, seed: int) -> Choose:
    """Any of the faults for this share of all requests, always the same ones for one seed."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    return lambda request: dice.choice(FAULTS) if dice.random() < share else ""


@dataclass
class Line:
    """`up` is whether there is signal at all; `choose` what goes wrong while there is."""

    upstream: tuple[str, int]
    up: bool = True
    choose: Choose = field(default=lambda request: "")
    done: Counter[str] = field(default_factory=Counter)
    port: int = 0
    open: set[asyncio.StreamWriter] = field(default_factory=set)
    loop: asyncio.AbstractEventLoop = field(init=False)
    over: asyncio.Event = field(init=False)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while request := await read_message(reader):
                if not self.up:
                    self.done["no signal"] += 1
                    break
                if not await self.pass_on(request, writer):
                    break
        self.open.discard(writer)
        writer.transport.abort()

    async def pass_on(self, request: Message, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection may go on."""
        fault = self.choose(request)
        self.done[fault or "passed"] += 1
        if fault == "request lost":
            return False
        if fault == "request cut":
            await self.send_half(request)
            return False
        if fault == "slow":
            await asyncio.sleep(0.2)
        if fault == "sent twice":
            await asyncio.gather(self.ask(request), self.ask(request), return_exceptions=True)
        answer = await self.ask(request)
        if fault == "answer lost" or answer is None:
            return False
        cut = len(answer.head) + len(answer.body) // 2 if fault == "answer cut" else None
        writer.write(answer.whole[:cut])
        await writer.drain()
        if fault == "answer cut":
            writer.close()
        return fault != "answer cut"

    async def ask(self, request: Message) -> Message | None:
        async with self.connection() as (reader, writer):
            writer.write(without_keeping(request).whole)
            return await read_message(reader, to_the_end=True)

    async def send_half(self, request: Message) -> None:
        whole = without_keeping(request)
        async with self.connection() as (_reader, writer):
            writer.write(whole.whole[: len(whole.head) + len(whole.body) // 2])
            await writer.drain()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """To the server; closed however it ends."""
        reader, writer = await asyncio.open_connection(*self.upstream, limit=LONGEST_HEAD)
        self.open.add(writer)
        try:
            yield reader, writer
        finally:
            self.open.discard(writer)
            writer.transport.abort()


def without_keeping(request: Message) -> Message:
    """One request a connection, so that whatever the server sends until it closes is the answer."""
    head = re.sub(rb"\r\nconnection: [^\r]*", b"", request.head, flags=re.IGNORECASE)
    return Message(head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), request.body)


async def read_message(reader: asyncio.StreamReader, to_the_end: bool = False) -> Message | None:
    """The next one, or None where nothing more comes."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    found = LENGTH.search(head)
    if found:
        return Message(head, await reader.readexactly(int(found[1])))
    return Message(head, await reader.read() if to_the_end else b"")


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to the server at this address, in a thread of its own."""
    host, port = address.removeprefix("http://").split(":")
    line = Line((host, int(port)))
    ready = threading.Event()

    async def live() -> None:
        line.over, line.loop = asyncio.Event(), asyncio.get_running_loop()
        server = await asyncio.start_server(line.serve, "127.0.0.1", 0, limit=LONGEST_HEAD)
        line.port = server.sockets[0].getsockname()[1]
        ready.set()
        await line.over.wait()
        # Nobody new, and then everybody out: who was let in a moment ago and finds the server
        # closed, or is cancelled, leaves an open socket.
        line.loop.remove_reader(server.sockets[0].fileno())
        while asyncio.all_tasks() - {asyncio.current_task()}:
            for writer in line.open:
                writer.transport.abort()
            await asyncio.sleep(0.02)
        server.close()
        await asyncio.sleep(0.02)  # the transports close themselves after this round

    thread = threading.Thread(target=asyncio.run, args=(live(),), daemon=True)
    thread.start()
    assert ready.wait(A_MINUTE), "no line"
    yield line
    line.loop.call_soon_threadsafe(line.over.set)
    thread.join(A_MINUTE)
    assert not thread.is_alive(), "the line does not end"
