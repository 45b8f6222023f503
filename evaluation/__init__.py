"""The quality gate; see README.md."""
