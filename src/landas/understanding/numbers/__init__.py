"""Numbers and dates into constraints: which field each speaks of, and what it asks of that field."""
