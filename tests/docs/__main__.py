"""Writes the pages that are made from the code."""

import sys

from tests.docs.pages import ROOT, pages

for name, text in pages().items():
    place = ROOT / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists() or place.read_text("utf-8") != text:
        place.write_text(text, "utf-8")
        sys.stdout.write(f"written: {name}\n")
