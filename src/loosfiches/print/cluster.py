"""Prints on other machines, by a Dask cluster: leaves leave in batches with the pictures they name, and come back.

No disk is shared. What comes back is pickled by Dask, so the scheduler and its workers can run code here: whoever names
a cluster trusts it as this terminal.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from loosfiches.build.executor import LocalExecutor
from loosfiches.build.limits import LIMITS, Limits
from loosfiches.build.store import Store
from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.pictures.kinds import READ
from loosfiches.print import versions
from loosfiches.print.fetcher import PROJECT
from loosfiches.print.press import Page, Press, give_up
from loosfiches.print.setup import Setup
from loosfiches.print.task import print_leaves

#: The most leaves of a batch: one that is lost is printed again whole.
_BATCH = 20
#: How long a scheduler may take to answer (seconds).
_PATIENCE = 10
_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+:[0-9]+")
#: What ends an address in a page or a style sheet.
_END = re.compile(r"""[\s"'()<>?#]""")
_PICTURES = tuple(ending for endings in READ.values() for ending in endings)


@dataclass(frozen=True)
class ClusterPress(Press):
    """A press whose executor is that of a cluster."""

    batch: int = _BATCH

    def load(self) -> None:
        """Do nothing: each batch loads what it needs."""

    def prepare(self, setup: Setup, leaves: int) -> None:
        """Do nothing, as `load`."""

    def submit(self, setup: Setup, pages: Sequence[Page]) -> Future[list[bytes]]:
        """Have pages printed elsewhere; the result is as that of `Press.submit`."""
        files = read_named(setup, [html for html, _ in pages])
        return self.executor.submit(print_apart, setup.stylesheets, pages, files, self.limits)


def read_named(setup: Setup, pages: Iterable[str]) -> Mapping[str, bytes]:
    """Return the pictures of the project that pages or style sheets name, by their path from its folder.

    What is not there, or lies outside, is missed by whoever prints.
    """
    root, files = setup.project.resolve(), dict[str, bytes]()
    words = {word for text in (*pages, *setup.stylesheets.values()) for word in _END.split(text)}
    for word in sorted(words):
        if word.lower().endswith(_PICTURES):
            name = unquote(word.removeprefix(PROJECT).lstrip("/"))
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                files[name] = path.read_bytes()
    return files


def print_apart(
    stylesheets: Mapping[str, str], pages: Sequence[Page], files: Mapping[str, bytes], limits: Limits
) -> list[bytes]:
    """Print pages in a worker of this machine, which is held to limits as at home; raises PressError."""
    with TemporaryDirectory(prefix="loosfiches-") as folder:
        project = Path(folder, "project").resolve()
        project.mkdir()
        for name, content in files.items():
            path = (project / name).resolve()
            if path.is_relative_to(project):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        setup = Setup(project, stylesheets)
        with LocalExecutor(1, limits.megabytes, Path(folder)) as executor:
            return [_print(executor, setup, page, limits) for page in pages]


def _print(executor: LocalExecutor, setup: Setup, page: Page, limits: Limits) -> bytes:
    try:
        return executor.submit(print_leaves, setup, [page], limits.seconds).result()[0]
    except Exception as error:
        return give_up(error, limits)


@contextmanager
def open_cluster(address: str, store: Store, limits: Limits = LIMITS) -> Iterator[Press]:
    """Yield a press that prints on the cluster whose scheduler is at `address`, "tcp://HOST:PORT".

    Raises Stop when it does not answer, or when none of its workers prints what this machine prints: workers with
    another package, other libraries or other fonts get no work.
    """
    if not _ADDRESS.fullmatch(address):
        raise Stop(_("“{address}” is no address of a cluster: tcp://HOST:PORT is one").format(address=address))
    try:
        client = _connect(address)
    except ImportError:
        raise Stop(_('a cluster needs Dask: pip install "loosfiches[dask]"'), 3) from None
    except Exception as error:  # many kinds, of the network, of TLS and of Dask
        text = _("no cluster answers at {address}: {reason}")
        raise Stop(text.format(address=address, reason=str(error) or type(error).__name__), 3) from None
    with client:
        threads = client.nthreads()
        found = client.run(versions.fingerprint, on_error="return")
        alike = [worker for worker, fingerprint in found.items() if fingerprint == versions.fingerprint()]
        if not alike:
            text = _("no worker of {address} has the loosfiches, the libraries and the fonts of this machine")
            raise Stop(text.format(address=address), 3)
        executor = client.get_executor(workers=alike, allow_other_workers=False, pure=False)
        yield ClusterPress(store, executor, sum(threads[worker] for worker in alike), limits)


def _connect(address: str) -> Any:
    """Return Dask's client, which is to be silent: what it would log, we say in our words."""
    from dask import config

    if not os.environ.get("LOOSFICHES_DEBUG"):
        # Read when `distributed` is loaded.
        config.set(logging=dict.fromkeys(("distributed", "distributed.client", "tornado.application"), "critical"))
    from distributed import Client

    return Client(address, timeout=_PATIENCE, set_as_default=False)
