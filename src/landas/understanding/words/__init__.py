"""The words of the language packs that several steps of reading share."""
