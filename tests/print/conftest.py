"""Fixtures of the print tests: one engine for a run, a project folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.print.leaf import Engine, Leaf
from loosfiches.print.setup import Setup

from .paper import CSS, html

Render = Callable[..., Leaf]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="session")
def setup(project: Path) -> Setup:
    return Setup(project, {"test.css": CSS})


@pytest.fixture(scope="session")
def engine(setup: Setup) -> Engine:
    return Engine(setup)


@pytest.fixture
def render(engine: Engine) -> Render:
    """Render a body: `render("<h1>…")`."""
    return lambda body, **options: engine.render(html(body, **options))
