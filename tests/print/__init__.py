"""Tests of the room that prints: they read real PDFs back."""
