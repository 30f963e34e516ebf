"""Fixtures of the tests of PDFs: leaves as print makes them."""

from tests.print.conftest import engine, project, render, setup

__all__ = ["engine", "project", "render", "setup"]
