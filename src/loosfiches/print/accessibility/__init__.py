"""What WeasyPrint leaves to be mended for PDF/UA-1 and PDF/A-3a, on its objects, before they are written."""
