"""All features of the learned ranker, in one list. A new one is a file and a line here."""

from landas.ranking.learned.features.drift import DriftFeature, learn_drift
from landas.ranking.learned.features.feature import FeatureKind
from landas.ranking.learned.features.history import HistoryFeature, learn_history
from landas.ranking.learned.features.kind import KindFeature, learn_kind
from landas.ranking.learned.features.lately import LatelyFeature, learn_lately
from landas.ranking.learned.features.pair import PairFeature
from landas.ranking.learned.features.place import PlaceFeature, learn_place
from landas.ranking.learned.features.popularity import PopularityFeature, learn_popularity
from landas.ranking.learned.features.sourced import SourcedFeature

FEATURES: tuple[FeatureKind, ...] = (
    FeatureKind("sourced", lambda known: SourcedFeature(), SourcedFeature),
    FeatureKind("popularity", learn_popularity, PopularityFeature),
    FeatureKind("place", learn_place, PlaceFeature),
    FeatureKind("drift", learn_drift, DriftFeature),
    FeatureKind("history", learn_history, HistoryFeature),
    FeatureKind("lately", learn_lately, LatelyFeature),
    FeatureKind("kind", learn_kind, KindFeature),
    FeatureKind("pair", lambda known: PairFeature(), PairFeature),
)
