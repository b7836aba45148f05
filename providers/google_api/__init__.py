"""How Google's APIs are asked: sign-in, discovery documents, pace, failures. Nothing of any one service is known here."""
