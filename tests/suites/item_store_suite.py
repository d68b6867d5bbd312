"""What every ItemStore promises. A test class inherits the suite and gives `empty_store`."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landas.catalog.items import Item, ItemVersion, Offer
from landas.catalog.store import ItemStore, UpsertCounts
from landas.ids import ItemId, OverlayNumber
from tests.suites.catalogue_model import CatalogueModel, State, Step

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)
CHAIR = Item(ItemId("chair"), "Oak chair", "Sits well", {"price": 40.0, "color": "brown"})
LAMP = Item(ItemId("lamp"), "Lamp", values={"price": 15.5, "dimmable": True, "tags": ("desk", "led")})


def _ids(*names: str) -> list[ItemId]:
    return [ItemId(name) for name in names]


_items = st.builds(Item, st.sampled_from(_ids("a", "b", "c", "d", "e")), st.sampled_from(["x", "y", "z"]))
_id_lists = st.lists(st.sampled_from(_ids("a", "b", "c", "d", "e", "f")), max_size=4)
_steps = st.one_of(
    st.tuples(st.just("upsert"), st.lists(_items, max_size=5)),
    st.tuples(st.just("withdraw"), _id_lists),
    st.tuples(st.just("withdraw_absent"), _id_lists),
)


class ItemStoreSuite:
    @pytest.fixture
    def empty_store(self) -> Callable[[], ItemStore]:
        """Gives a store that holds nothing; may give the same one, emptied, each time."""
        raise NotImplementedError

    @pytest.fixture
    def store(self, empty_store: Callable[[], ItemStore]) -> ItemStore:
        return empty_store()

    def test_an_empty_catalogue_has_number_zero_and_no_items(self, store: ItemStore) -> None:
        assert (store.latest_number(), store.count(), list(store.scan())) == (0, 0, [])
        assert store.changes_since(OverlayNumber(0)) == []

    def test_an_item_comes_back_exactly_as_it_was_put(self, store: ItemStore) -> None:
        offer = Offer({"region": "bandung"}, {"price": 12.0, "tags": ("promo",)})
        item = Item(ItemId("é#1 🪑"), "Kursi «jati»", "Baris\nkedua", {"on": False}, "group", (offer,))
        store.upsert([item], observed_at=LATER, source="person")
        found = store.get([item.item_id])[item.item_id]
        assert found.item == item
        assert (found.version, found.seq, found.observed_at, found.source) == (1, 1, LATER, "person")

    def test_the_same_content_again_is_no_change(self, store: ItemStore) -> None:
        store.upsert([CHAIR, LAMP], observed_at=NOON)
        assert store.upsert([CHAIR, LAMP], observed_at=LATER) == UpsertCounts(unchanged=2)
        assert store.latest_number() == 2
        assert store.get([CHAIR.item_id])[CHAIR.item_id].observed_at == NOON

    def test_new_content_is_a_new_version_with_the_next_number(self, store: ItemStore) -> None:
        store.upsert([CHAIR, LAMP], observed_at=NOON)
        cheaper = Item(CHAIR.item_id, CHAIR.title, CHAIR.text, {"price": 30.0, "color": "brown"})
        assert store.upsert([cheaper, LAMP], observed_at=LATER) == UpsertCounts(changed=1, unchanged=1)
        found = store.get([CHAIR.item_id])[CHAIR.item_id]
        assert (found.item, found.version, found.seq) == (cheaper, 2, 3)

    def test_counts_add_up_when_one_call_repeats_an_id_and_the_last_one_stays(self, store: ItemStore) -> None:
        first, second = Item(ItemId("a"), "first"), Item(ItemId("a"), "second")
        counts = store.upsert([first, second, second], observed_at=NOON)
        assert counts == UpsertCounts(created=1, changed=1, unchanged=1)
        assert store.get([ItemId("a")])[ItemId("a")].item == second

    def test_a_withdrawn_item_is_gone_but_its_withdrawal_is_a_change_with_its_content(
        self, store: ItemStore
    ) -> None:
        store.upsert([CHAIR, LAMP], observed_at=NOON)
        assert store.withdraw(_ids("chair", "nobody"), observed_at=LATER) == 1
        assert store.get(_ids("chair", "lamp")).keys() == {LAMP.item_id}
        assert store.count() == 1
        (change,) = store.changes_since(OverlayNumber(2))
        assert (change.item, change.withdrawn, change.seq, change.observed_at) == (CHAIR, True, 3, LATER)

    def test_withdrawing_twice_changes_nothing_the_second_time(self, store: ItemStore) -> None:
        store.upsert([CHAIR], observed_at=NOON)
        store.withdraw([CHAIR.item_id], observed_at=NOON)
        assert store.withdraw([CHAIR.item_id, CHAIR.item_id], observed_at=LATER) == 0
        assert store.latest_number() == 2

    def test_a_withdrawn_item_returns_even_with_its_old_content(self, store: ItemStore) -> None:
        store.upsert([CHAIR], observed_at=NOON)
        store.withdraw([CHAIR.item_id], observed_at=NOON)
        assert store.upsert([CHAIR], observed_at=LATER) == UpsertCounts(changed=1)
        assert store.get([CHAIR.item_id])[CHAIR.item_id].item == CHAIR

    def test_withdraw_absent_takes_out_everything_else(self, store: ItemStore) -> None:
        store.upsert([CHAIR, LAMP], observed_at=NOON)
        assert store.withdraw_absent(_ids("lamp", "new"), observed_at=LATER) == 1
        assert [version.item for version in store.scan()] == [LAMP]

    def test_withdraw_absent_takes_a_snapshot_of_a_hundred_thousand_ids(self, store: ItemStore) -> None:
        store.upsert([CHAIR, LAMP], observed_at=NOON)
        snapshot = [ItemId(f"sku-{n}") for n in range(100_000)]
        assert store.withdraw_absent([*snapshot, CHAIR.item_id], observed_at=LATER) == 1

    def test_ids_may_be_asked_for_in_thousands(self, store: ItemStore) -> None:
        many = [Item(ItemId(f"sku-{n:04}"), "Thing") for n in range(1200)]
        store.upsert(many, observed_at=NOON)
        asked = [ItemId(f"sku-{n:04}") for n in range(40_000)]
        assert len(store.get(asked)) == len(store.get_as_of(asked, OverlayNumber(1200))) == 1200

    def test_a_scan_is_in_the_order_of_code_points(self, store: ItemStore) -> None:
        names = ["b", "A", "a-1", "a1", "É", "a", "_", "10", "9", "가"]
        store.upsert([Item(ItemId(name), "Thing") for name in names], observed_at=NOON)
        assert [version.item.item_id for version in store.scan()] == sorted(names)
        assert [version.item.item_id for version in store.scan(store.latest_number())] == sorted(names)

    def test_a_change_may_be_read_up_to_a_number_as_it_was_then(self, store: ItemStore) -> None:
        store.upsert([CHAIR], observed_at=NOON)
        store.upsert([LAMP], observed_at=NOON)
        store.upsert([Item(CHAIR.item_id, "Pine chair")], observed_at=NOON)
        assert [v.item for v in store.changes_since(OverlayNumber(0), OverlayNumber(2))] == [CHAIR, LAMP]
        assert [v.item.title for v in store.changes_since(OverlayNumber(0))] == ["Lamp", "Pine chair"]

    def test_an_id_that_no_database_can_keep_is_simply_not_there(self, store: ItemStore) -> None:
        odd = _ids("a\x00b", "half \ud83d", "' OR 1=1 --", "")
        assert store.get(odd) == store.get_as_of(odd, OverlayNumber(0)) == {}
        assert store.withdraw(odd, observed_at=NOON) == 0

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=st.lists(_steps, min_size=1, max_size=8))
    def test_every_earlier_state_is_what_a_naive_history_says(
        self, empty_store: Callable[[], ItemStore], steps: list[Step]
    ) -> None:
        store, model = empty_store(), CatalogueModel()
        numbers = [0]
        for step in steps:
            assert _applied(store, step) == model.apply(step)
            numbers.append(store.latest_number())
            assert numbers[-1] == model.latest_number()
        for number in map(OverlayNumber, numbers):
            assert _seen(store.scan(number)) == model.as_of(number)
            assert _seen(store.get_as_of(_ids(*"abcdef"), number).values()) == model.as_of(number)
            assert _seen(store.changes_since(number)) == model.changes(number, numbers[-1])
            assert _seen(store.changes_since(OverlayNumber(0), number)) == model.changes(0, number)
        assert _seen(store.scan()) == model.as_of(numbers[-1])


def _applied(store: ItemStore, step: Step) -> UpsertCounts | int:
    action, argument = step
    match action:
        case "upsert":
            return store.upsert(argument, observed_at=NOON)
        case "withdraw":
            return store.withdraw(argument, observed_at=NOON)
        case _:
            return store.withdraw_absent(argument, observed_at=NOON)


def _seen(versions: Iterable[ItemVersion]) -> State:
    return {v.item.item_id: (v.item.title, v.version, v.withdrawn) for v in versions}
