"""The reader: pages and an interface for programs over a kept library."""

from firsthand.serve.site.application import application, greeting, reserve, run, token_for

__all__ = ["application", "greeting", "reserve", "run", "token_for"]
