"""Reference tables, each looked up as of a date."""
