"""What a page's security policy lets in: its own styles and scripts, by their digest, and nothing else (Content Security Policy Level 3)."""

from base64 import b64encode
from hashlib import sha256


def source(text: str) -> str:
    """The text of a `<style>` or `<script>` element as a source expression: `'sha256-…'`."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
