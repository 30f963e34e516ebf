"""A live preview: serves a folder to this machine only, rebuilds it at each save, and refreshes open pages.

It knows nothing of sheets: it is given the function that builds, what to watch, and the words of a failure. The server
is Starlette on uvicorn, in a thread of its own; builds run in the main thread, where a signal ends them at once. Pages
hear of a build through server-sent events (HTML Living Standard, 9.2).
"""

import asyncio
import errno
import json
import os
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from loosfiches.watching import Watch

LOOPBACK = "127.0.0.1"
#: How many ports are tried, from the one asked for.
_TRIES = 20
#: How often the line of an open page looks for news, in seconds.
_BREATH = 0.1
#: How long open pages may take to go, in seconds.
_LEAVE = 1
#: The highest port there is.
_LAST = 65535
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
        watch: tells what calls for a build.
        build: builds and returns what went wrong; called with the paths of the files that changed.
        said: the words of the pane that covers a page: `title`, `lost`, `lang`.
    """

    folder: Path
    watch: Watch
    build: Callable[[Sequence[str]], Sequence[Trouble]]
    said: Mapping[str, str]
    troubles: Sequence[Trouble] = ()
    _start: str = field(default_factory=lambda: format(time.time_ns(), "x"))
    _builds: int = 0
    _over: bool = False

    def app(self) -> Starlette:
        """Return the application; it listens to requests for this machine's own names only."""
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
        routes = [
            Route(f"{_OWN}/news", self._tell),
            Route(f"{_OWN}/live.js", _file("live.js")),
            Route(f"{_OWN}/live.css", _file("live.css")),
            Mount("/", _Pages(directory=self.folder, html=True)),
        ]
        return Starlette(routes=routes, middleware=[hosts])

    def stop(self) -> None:
        """Close the connections of open pages."""
        self._over = True

    def follow(self) -> None:
        """Build at each save, forever."""
        while True:
            self.troubles = self.build(self.watch.changes())
            self._builds += 1

    async def _tell(self, request: Request) -> Response:
        return StreamingResponse(self._events(request), media_type="text/event-stream")

    async def _events(self, request: Request) -> AsyncIterator[str]:
        """Yield the state of the build at once, then after each build."""
        seen = -1
        while not self._over and not await request.is_disconnected():
            if seen != self._builds:
                seen = self._builds
                yield f"data: {json.dumps(self._state(), ensure_ascii=False)}\n\n"
            await asyncio.sleep(_BREATH)

    def _state(self) -> Mapping[str, object]:
        """Return what pages receive; the epoch is unique to the build and to the server."""
        troubles = [[each.place, each.text, each.cure] for each in self.troubles]
        return {"epoch": f"{self._start}-{self._builds}", "troubles": troubles, "said": self.said}


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
    """Return a socket on this machine only, at `port` or the next one that is free, at any free one when it is 0.

    Raises OSError when none is free, or when this user may not listen there.
    """
    last = min(port + _TRIES - 1, _LAST) if port else 0
    for number in range(port, last + 1):
        own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two servers share a port
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind((LOOPBACK, number))
            own.listen()
        except OSError as error:
            own.close()
            if number == last or error.errno != errno.EADDRINUSE:
                raise
        else:
            return own
    raise AssertionError


def serve(preview: Preview, own: socket.socket) -> None:
    """Serve, and follow saves, until a signal raises KeyboardInterrupt, which is passed on."""
    config = uvicorn.Config(preview.app(), log_level="critical", lifespan="off", timeout_graceful_shutdown=_LEAVE)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [own]}, daemon=True)
    thread.start()
    try:
        preview.follow()
    finally:
        preview.stop()
        server.should_exit = True
        thread.join(2 * _LEAVE)
