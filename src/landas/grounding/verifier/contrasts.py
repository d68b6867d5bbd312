"""What sets items apart: "unlike the Brio", "all except the Brio" say that of the Brio the statement is false."""

from landas.grounding.verifier.attributes import check_item
from landas.grounding.verifier.cases import Case, Finding


def check_contrast(case: Case, explained: frozenset[int]) -> list[Finding]:
    """For each item set apart: the same words must be known to be false of it."""
    if case.contrast is None or case.outside_names("comparatives", "superlatives", "more", "less"):
        return []
    found = []
    for item in case.references:
        of_it = check_item(case, item, explained)
        if of_it.verdict == "contradicted":
            found.append(Finding(frozenset(), "supported", of_it.fact_ids))
        elif of_it.verdict == "unsupported":
            found.append(Finding(frozenset(), "unsupported", (), "not known of what is set apart"))
        else:
            found.append(Finding(frozenset(), "contradicted", of_it.fact_ids, "so is what is set apart"))
    return found
