"""What the words of one catalogue mean, learnt when a release is built."""
