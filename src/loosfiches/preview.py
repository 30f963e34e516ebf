"""A live preview: serves a folder to this machine alone, builds again on each save, and has open pages follow.

It knows nothing of sheets: it is given what builds, what to watch, and how a failure is said. The server is Starlette
on uvicorn, the watcher is watchfiles; pages hear of a build through server-sent events (HTML Living Standard, 9.2).
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from watchfiles import awatch

LOOPBACK = "127.0.0.1"
#: How many ports are tried, from the one asked for.
_TRIES = 20
#: How long a save may last, in milliseconds: an editor writes, renames, and touches.
_SAVE = 60
#: How often an open page's line looks whether all is over, in seconds.
_BREATH = 0.2
_OWN = "/_loosfiches"
_CALL = f'<link rel="stylesheet" href="{_OWN}/live.css"><script src="{_OWN}/live.js" defer></script></head>'.encode()


@dataclass(frozen=True)
class Trouble:
    """One thing that keeps a page from being built: where it is, what it is, what to do."""

    place: str
    text: str
    cure: str = ""


@dataclass
class Preview:
    """What is served.

    Args:
        folder: the built site; only what `build` puts there is served.
        watched: the folders whose changes call for a build.
        build: builds and returns what went wrong; called with the names of the files that changed.
        said: the words of the pane that covers a page: `title`, `place`.
    """

    folder: Path
    watched: Sequence[Path]
    build: Callable[[Sequence[str]], Sequence[Trouble]]
    said: Mapping[str, str]
    troubles: Sequence[Trouble] = ()
    _epoch: int = 0
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> Starlette:
        """Return the application; it listens to requests for this machine's own names only."""
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
        routes = [
            Route(f"{_OWN}/news", self._tell),
            Route(f"{_OWN}/live.js", _file("live.js")),
            Route(f"{_OWN}/live.css", _file("live.css")),
            Mount("/", _Pages(directory=self.folder, html=True)),
        ]
        return Starlette(routes=routes, middleware=[hosts], lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self.stop()
            await watching

    def stop(self) -> None:
        """Let open pages go, and hear of no more changes."""
        self._over.set()

    async def _watch(self) -> None:
        """Build at each save; what fails in it is told, and the next save is heard all the same."""
        folders = [folder for folder in self.watched if folder.is_dir()]
        async for changes in awatch(*folders, debounce=_SAVE, step=_SAVE // 2, stop_event=self._over):
            names = sorted({path for _kind, path in changes})
            try:
                self.troubles = await asyncio.to_thread(self.build, names)
            except Exception as error:  # a build that breaks is told, and the next save is heard
                self.troubles = [Trouble("", f"{type(error).__name__}: {error}")]
            async with self._news:
                self._epoch += 1
                self._news.notify_all()

    async def _tell(self, request: Request) -> Response:
        return StreamingResponse(self._events(request), media_type="text/event-stream")

    async def _events(self, request: Request) -> AsyncIterator[str]:
        """Yield the state of the build at once, then after each build."""
        seen = -1
        while not self._over.is_set() and not await request.is_disconnected():
            if seen != self._epoch:
                seen = self._epoch
                yield f"data: {json.dumps(self._state(), ensure_ascii=False)}\n\n"
            with suppress(TimeoutError):
                async with self._news:
                    await asyncio.wait_for(self._news.wait(), _BREATH)

    def _state(self) -> Mapping[str, Any]:
        troubles = [[each.place, each.text, each.cure] for each in self.troubles]
        return {"epoch": self._epoch, "troubles": troubles, "said": self.said}


class _Pages(StaticFiles):
    """Files as they are, but for pages, which are asked to listen; nothing is kept by browsers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        found = await super().get_response(path, scope)
        if isinstance(found, FileResponse) and str(found.path).endswith(".html"):
            page = await asyncio.to_thread(Path(found.path).read_bytes)
            found = HTMLResponse(page.replace(b"</head>", _CALL, 1), found.status_code)
        found.headers["Cache-Control"] = "no-store"
        return found


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def send(_request: Request) -> Response:
        return FileResponse(Path(__file__).with_name("live") / name)

    return send


def listen(port: int) -> socket.socket:
    """Return a socket on this machine only, at `port` or the next one that is free; raises OSError when none is."""
    for number in range(port, port + _TRIES):
        own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind((LOOPBACK, number))
        except OSError:
            own.close()
            if number == port + _TRIES - 1:
                raise
        else:
            own.listen()
            return own
    raise AssertionError


def serve(preview: Preview, own: socket.socket) -> None:
    """Serve until interrupted."""
    config = uvicorn.Config(preview.app(), log_level="critical", lifespan="on", timeout_graceful_shutdown=2)
    with suppress(KeyboardInterrupt):
        _Server(config, preview).run(sockets=[own])


class _Server(uvicorn.Server):
    """Lets open pages go first: uvicorn waits for them."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._preview.stop()
        super().handle_exit(sig, frame)
