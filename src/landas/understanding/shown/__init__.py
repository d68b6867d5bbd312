"""What a turn says of the items that were shown: which it points at, and what it asks of them."""
