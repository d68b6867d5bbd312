"""All features of the learned ranker, in one list. A new one is a file and a line here."""

from landas.ranking.learned.features.drift import DriftFeature
from landas.ranking.learned.features.feature import FeatureKind
from landas.ranking.learned.features.history import HistoryFeature
from landas.ranking.learned.features.place import PlaceFeature
from landas.ranking.learned.features.popularity import PopularityFeature
from landas.ranking.learned.features.sourced import SourcedFeature

FEATURES: tuple[FeatureKind, ...] = (
    SourcedFeature,
    PopularityFeature,
    PlaceFeature,
    DriftFeature,
    HistoryFeature,
)
