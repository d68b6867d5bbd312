"""The steps an answer is made of, one idea a file. Surfaces put them in a list."""
