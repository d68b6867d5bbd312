from dataclasses import replace

import numpy as np
import pytest

from landas.events.sequences import Sequences
from landas.recommend.two_stages import fit_stage, fit_two_stages, train_ranker
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.source import BehaviourSource


def walks(people: int, seed: int = 0) -> Sequences:
    """Everybody walks round a circle of 30 rows by steps of one, now and then two."""
    chance = np.random.default_rng(seed)
    starts = chance.integers(0, 30, people)
    steps = 1 + (chance.random((people, 6)) < 0.2)
    return Sequences.of([(s + np.cumsum(step)) % 30 for s, step in zip(starts, steps, strict=True)], 30)


def test_two_stages_put_what_comes_next_first() -> None:
    """Of 30 rows chance would put the next one among the first three in a tenth of all cases."""
    model = fit_two_stages(walks(400))
    new = walks(100, seed=1)
    hits = 0
    for start, table, scores in model.ranked(new.without_last(1)):
        for person in np.unique(table.people):
            own = table.people == person
            best = table.rows[own][np.argsort(-scores[own])][:3]
            hits += int(new.back(0)[start + person] in best)
    assert hits > 90


def test_candidates_are_never_what_the_history_holds() -> None:
    log = walks(200)
    table = fit_stage(log).candidates(log).table
    seen = set(zip(log.people().tolist(), log.rows.tolist(), strict=True))
    assert len(table) > 0
    assert not seen & set(zip(table.people.tolist(), table.rows.tolist(), strict=True))


def test_a_lesson_has_further_candidates() -> None:
    """All that an answer has, and what each source would have proposed next."""
    log = Sequences.of(
        [rows.tolist() for rows in np.random.default_rng(0).integers(0, 2_000, (3_000, 8))], 2_000
    )
    stage, asked = fit_stage(log), log.between(0, 20)
    answered, taught = stage.candidates(asked), stage.teaching().candidates(asked)
    assert set(answered.keys.tolist()) < set(taught.keys.tolist())
    assert stage.fitted.proposes["item_knn"] < stage.teaching().fitted.proposes["item_knn"]


def test_sources_the_ranker_learns_from_never_see_what_came_next(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Rows 30 and 31 only end sequences: a source that met what the ranker is to foresee would make it a candidate."""
    log = Sequences.of([[*rows.tolist(), 30, 31] for rows in walks(100)], 32)
    met: list[list[int]] = []

    def watching(known: Learning) -> BehaviourSource:
        met.append([row for row in (30, 31) if (known.log.rows == row).any()])
        return known.covisits

    kinds = (replace(BEHAVIOUR_SOURCES[0], fit=watching),)
    monkeypatch.setattr("landas.recommend.two_stages.fit_stage", lambda log, **_: fit_stage(log, kinds))
    with pytest.raises(ValueError, match="nothing to train on"):
        train_ranker(log, lambda step: None)
    assert met == [[30], []]


def test_everybodys_last_two_items_are_learnt_from() -> None:
    """The last one twice: by sources that know the one before it, and by sources that are one item behind."""
    _, groups = train_ranker(walks(50), lambda step: None)
    assert groups == 3 * 50
