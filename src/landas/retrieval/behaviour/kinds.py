"""All sources learnt from behaviour, in one list. A new one is a file and a line here."""

from landas.retrieval.behaviour import covisitation
from landas.retrieval.behaviour.factors import learn_factors
from landas.retrieval.behaviour.item_knn import learn_item_knn
from landas.retrieval.behaviour.linear import learn_linear
from landas.retrieval.behaviour.paths import learn_paths
from landas.retrieval.behaviour.people import learn_people
from landas.retrieval.behaviour.source import SourceKind
from landas.retrieval.behaviour.trending import learn_trending

PROPOSED = 150
"""Candidates a source and person."""

BEHAVIOUR_SOURCES: tuple[SourceKind, ...] = (
    SourceKind("covisitation_near", covisitation.learn_near, PROPOSED),
    SourceKind("covisitation_far", covisitation.learn_far, PROPOSED),
    SourceKind("linear", learn_linear, PROPOSED),
    SourceKind("paths", learn_paths, PROPOSED),
    SourceKind("people", learn_people, PROPOSED),
    SourceKind("factors", learn_factors, PROPOSED),
    SourceKind("item_knn", learn_item_knn, PROPOSED),
    SourceKind("after_last", covisitation.learn_after_last, PROPOSED),
    SourceKind("trending", learn_trending, 20),
    SourceKind("next", covisitation.learn_next, 0),
    SourceKind("before", covisitation.learn_before, 0),
    SourceKind("adjacent", covisitation.learn_adjacent, 0),
    SourceKind("after_second", covisitation.learn_after_second, 0),
    SourceKind("meetings", covisitation.learn_meetings, 0),
    SourceKind("links", covisitation.learn_links, 0),
)
