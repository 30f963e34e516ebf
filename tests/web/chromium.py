"""Headless Chromium, driven over its debugging pipe: pages opened, keys pressed, what went wrong kept."""

import base64
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from select import select
from types import TracebackType
from typing import Any, Self

#: Seconds that one answer may take.
DEADLINE = 30
COMMAND = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    *("--remote-debugging-pipe", "--force-color-profile=srgb"),
)
#: What a key types or does, for those that are no letter.
KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " "), "Escape": (27, "")}
#: What Chromium answers to a script whose page is left before it ends.
DEPARTURES = (
    "Inspected target navigated or closed",
    "Execution context was destroyed.",
    "Cannot find default execution context",
    "Promise was collected",
)

Message = dict[str, Any]


def found() -> str | None:
    """Return where Chromium is, None where it is not."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Failed(AssertionError):  # noqa: N818  (what a test then says of the page)
    """The browser refused, or a script in the page raised."""


class Departed(Failed):
    """The page was left while a script in it was to answer."""


class Browser:
    """One Chromium with one tab and a profile of its own; `with` ends it and takes the profile away.

    `told` holds what pages said on the console, `asked` the address of each request. With `storage` off the browser
    refuses all storage, as some people have it set.
    """

    def __init__(self, storage: bool = True) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self._numbers = itertools.count(1)
        self._buffer = b""
        self._events: list[Message] = []
        self._profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        if not storage:
            self._refuse_storage()
        self._start()
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    # What a person does

    def screen(self, width: int, height: int = 900, scale: float = 1, mobile: bool = False) -> None:
        """Set the window's size in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )

    def prefer(self, media: str = "", **features: str) -> None:
        """Set what a person prefers (`prefers_color_scheme="dark"`, `forced_colors="active"`), or a medium."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=media, features=wanted)

    def scripts(self, on: bool) -> None:
        """Let pages run scripts or not."""
        self.call("Emulation.setScriptExecutionDisabled", value=not on)

    def open(self, page: Path | str) -> None:
        """Open a file or an address and wait until it and all that it names have come."""
        address = page.as_uri() if isinstance(page, Path) else page
        self._events.clear()
        if error := self.call("Page.navigate", url=address).get("errorText"):
            raise Failed(f"{address}: {error}")
        if "#" not in address:
            self._await("Page.loadEventFired")

    def reload(self) -> None:
        """Open the page again."""
        self._events.clear()
        self.call("Page.reload")
        self._await("Page.loadEventFired")

    def press(self, key: str, shift: bool = False) -> None:
        """Press a key and let it go; a letter types itself."""
        code, text = KEYS.get(key, (ord(key[0].upper()), key))
        common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def click(self, selector: str) -> None:
        """Click in the middle of an element, brought into view; raises Failed where nothing can be clicked."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center', behavior: 'instant'}); const b = e.getBoundingClientRect();"
            "return [b.x + b.width / 2, b.y + b.height / 2, b.width * b.height]; })()"
        )
        if not box[2]:
            raise Failed(f"{selector} is not drawn")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def allow(self, *permissions: str) -> None:
        """Say yes beforehand to what pages may ask."""
        self.call("Browser.grantPermissions", permissions=permissions)

    # What a person sees

    def run(self, script: str) -> Any:
        """Return the value of a script in the page, waited for; raises Failed when it raises."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise Failed(json.dumps(answer["exceptionDetails"], ensure_ascii=False)[:2000])
        return answer["result"].get("value")

    def text(self, selector: str) -> str:
        """Return the text drawn of an element, no-break spaces as spaces, "" where there is none."""
        said = self.run(f"(document.querySelector({json.dumps(selector)}) || {{}}).innerText || ''")
        return str(said).replace("\u00a0", " ").replace("\u202f", " ")

    def shows(self, selector: str) -> bool:
        """Tell whether an element is drawn."""
        return bool(self.run(f"document.querySelector({json.dumps(selector)}).checkVisibility()"))

    def waited(self, script: str, seconds: float = 5) -> bool:
        """Tell whether a script gives something true within some seconds, in this page or the one that follows."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(Departed):
                if self.run(script):
                    return True
            time.sleep(0.02)
        return False

    def picture(self, whole: bool = True) -> bytes:
        """Return the window, or the whole page, as PNG."""
        return base64.b64decode(
            self.call("Page.captureScreenshot", captureBeyondViewport=whole, **self._clip(whole))["data"]
        )

    def paper(self) -> bytes:
        """Return the page as printed on A4, as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])

    def _clip(self, whole: bool) -> Mapping[str, Any]:
        if not whole:
            return {}
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}}

    # The pipe

    def call(self, method: str, **params: Any) -> Message:
        """Send a command and return its answer; raises Failed when it is refused."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if getattr(self, "_session", ""):
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == number:
                if "error" in answer:
                    told = answer["error"]["message"]
                    raise (Departed if told in DEPARTURES else Failed)(f"{method}: {told}")
                return dict(answer["result"])

    def _await(self, event: str) -> None:
        while not any(each["method"] == event for each in self._events):
            self._message()

    def _message(self) -> Message:
        """Return the next message, having kept what it tells."""
        end = time.monotonic() + DEADLINE
        while b"\0" not in self._buffer:
            ready, _, _ = select([self._from], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError(f"no answer within {DEADLINE} s")
            read = os.read(self._from, 1 << 20)
            if not read:
                raise ConnectionError("the browser has ended")
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: Message = json.loads(line)
        if "method" in message:
            self._events.append(message)
            self._keep(message["method"], message["params"])
        return message

    def _keep(self, method: str, params: Message) -> None:
        match method:
            case "Runtime.consoleAPICalled":
                self.told.append(" ".join(str(each.get("value", each.get("description"))) for each in params["args"]))
            case "Runtime.exceptionThrown":
                self.told.append(json.dumps(params["exceptionDetails"], ensure_ascii=False))
            case "Log.entryAdded":
                self.told.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
            case "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            case _:
                pass

    def _start(self) -> None:
        """Start Chromium with its pipe on descriptors 3 and 4, as it wants them."""
        ours = [os.pipe(), os.pipe()]
        # Out of the way of 3 and 4, which are ours to set in the child.
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (ours[0][0], ours[1][1])]
        self._to, self._from = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in (ours[0][1], ours[1][0]))
        command: Sequence[str] = [found() or "chromium", *COMMAND, f"--user-data-dir={self._profile.name}"]
        moved = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execvp(sys.argv[3], sys.argv[3:])"
        self._process = subprocess.Popen(
            [sys.executable, "-c", moved, *map(str, theirs), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=theirs,
        )
        for fd in (*itertools.chain(*ours), *theirs):
            os.close(fd)

    def _refuse_storage(self) -> None:
        folder = Path(self._profile.name) / "Default"
        folder.mkdir()
        refused = {"profile": {"default_content_setting_values": {"cookies": 2}}}
        (folder / "Preferences").write_text(json.dumps(refused))
