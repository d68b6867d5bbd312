"""A text as a row of pieces: amounts, dates, names that the lexicon knows, function words."""
