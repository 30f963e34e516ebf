"""Fixtures of the view tests: one cache for a module, and binders built with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.cache import Cache
from loosfiches.templates import Templates
from loosfiches.views.binder.workshop import Binder, Workshop
from loosfiches.views.filters import FILTERS
from loosfiches.writing import write
from tests.conftest import TODAY

Make = Callable[..., Project]
Build = Callable[..., Binder]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Cache:
    """One cache for the module; fonts are made once."""
    own = Cache(tmp_path_factory.mktemp("cache"))
    (own.folder / "font").symlink_to(Path(pytestconfig.cache.mkdir("loosfiches-font")))
    return own


@pytest.fixture
def build(cache: Cache) -> Build:
    """Return a function that builds a project's binder and puts it on disk."""

    def call(project: Project, **options: object) -> Binder:
        target = project.root / "build/classeur.pdf"
        built = Workshop(load(project, TODAY), Templates(FILTERS), cache, target, **options).build()  # type: ignore[arg-type]
        if built.pdf is not None:
            write(target, built.pdf)
        return built

    return call
