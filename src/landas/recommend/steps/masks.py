"""Step `eligible`: rules and constraints over the whole catalogue, before anything is retrieved."""

import numpy as np

from landas.recommend.draft import Draft, Masked
from landas.recommend.eligibility import Eligibility


class MaskEligible:
    """Leaves in `draft.allowed` the rows that may be retrieved, and counts what each rule kept out."""

    name = "eligible"

    def __init__(self, eligibility: Eligibility) -> None:
        self._eligibility = eligibility

    def __call__(self, draft: Draft) -> None:
        constraints = (*draft.request.filters, *draft.intent.hard())
        allowed, masked, masks = self._eligibility.mask(draft.view, constraints, draft.request.context)
        excluded = [row for i in draft.request.exclude if (row := draft.view.row(i)) is not None]
        if excluded:
            count = int(np.count_nonzero(allowed[excluded]))
            allowed = allowed.copy()
            allowed[excluded] = False
            masked = (*masked, Masked("exclude", "exclude", "excluded by the caller", count))
        draft.allowed, draft.masked, draft.masks = allowed, masked, tuple(masks)
        draft.fitting = int(np.count_nonzero(allowed))
