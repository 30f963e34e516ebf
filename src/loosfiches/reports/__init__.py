"""Diagnostics -> text in one format; each format is a function that returns a string and prints nothing."""

from collections.abc import Callable, Mapping

from loosfiches.reports import concise, full, json
from loosfiches.reports.finding import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
}

__all__ = ["FORMATS", "Report"]
