"""What texts are looked at for before and after an answer, beside the verifier, which asks whether a reply is true.

Before: `injection` (does a text read like instructions to a model) and `moderation` (words for which no model is
asked).
After: `output` (what no reply may hold, however it was worded and whoever wrote it).
"""
