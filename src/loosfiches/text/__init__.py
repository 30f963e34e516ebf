"""Typed text and dates -> text set in its language (typography, small Markdown as HTML, dates in words)."""
