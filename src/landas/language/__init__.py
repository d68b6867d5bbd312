"""Languages as data: packs of words, and what reads and writes numbers, units and money with them."""
