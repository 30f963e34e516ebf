"""Fixtures of the view tests: one cache and one press of workers for all, and binders built with them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loosfiches.build.store import Store
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.press import Press, open_press
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import Binder, BinderBuilder
from loosfiches.views.filters import FILTERS
from loosfiches.writing import write
from tests.conftest import TODAY

Make = Callable[..., Project]
Build = Callable[..., Binder]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One cache for the tests of this process."""
    return Store(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def press(store: Store) -> Iterator[Press]:
    """Workers that print for one test after the other: each takes a second of a processor to start."""
    with open_press(store) as one:
        yield one


@pytest.fixture(scope="session")
def shared_store() -> Store:
    """The cache of all processes of the run, where our own sheets are printed once."""
    return Store(Path(os.environ["LOOSFICHES_CACHE_DIR"]))


@pytest.fixture
def build(press: Press) -> Build:
    """Return a function that builds a project's binder and puts it on disk."""

    def call(project: Project, **options: object) -> Binder:
        target = project.root / "build/classeur.pdf"
        known, templates = load(project, TODAY), Templates(FILTERS)
        built = BinderBuilder(known, templates, press, target, **options).build()  # type: ignore[arg-type]
        if built.pdf is not None:
            write(target, built.pdf)
        return built

    return call
