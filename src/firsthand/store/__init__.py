"""The kept library's file: the only SQL, named statements and numbered migrations."""
