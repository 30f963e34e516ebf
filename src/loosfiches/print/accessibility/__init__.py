"""Fixes to WeasyPrint's PDF objects for PDF/UA-1 and PDF/A-3a, before they are written."""
