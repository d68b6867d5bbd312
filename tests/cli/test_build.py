"""What `landas build` tells a person of learning from events."""

from landas.cli.build import behaviour_lines


def test_a_cold_project_is_told_that_content_decides() -> None:
    reason = "no events: content and how much is known of items decide the order"
    report = {"ranker": {"live": [], "reason": reason}, "sources": {"skipped": {}}}
    assert list(behaviour_lines(report)) == [f"learned ranker on no surface: {reason}"]


def test_each_source_is_told_alone_with_what_the_ranker_goes_by_and_what_was_left_out() -> None:
    alone = {"paths": {"value": 0.1}, "covisitation": {"value": 0.25}}
    ranker = {
        "live": ["home"],
        "reason": "ahead",
        "judged": {"home": {"recall@20": alone}},
        "importance": {"paths.score": 0.6, "lately.7d": 0.4},
    }
    report = {"ranker": ranker, "sources": {"skipped": {"linear": "too many items"}}}
    assert list(behaviour_lines(report)) == [
        "learned ranker on home: ahead",
        "recall@20 alone on home: covisitation 0.250, paths 0.100",
        "what was taught now goes by: paths.score 60%, lately.7d 40%",
        "source linear left out: too many items",
    ]
