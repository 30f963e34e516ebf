"""Diagnostics -> text in one format; each format is a function that returns a string and prints nothing."""

from collections.abc import Callable, Mapping

from loosfiches.reports import concise, full, github, gitlab, json, junit, sarif
from loosfiches.reports.finding import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "sarif": sarif.render,
}

__all__ = ["FORMATS", "Report"]
