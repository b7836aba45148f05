"""The sample company's Google: a strict local server for Google's APIs, driven by the documents that ship with Google's own client."""
