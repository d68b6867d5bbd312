"""What every ConversationStore promises. A test class inherits the suite and gives `store`."""

import threading
from datetime import UTC, datetime

import pytest

from landas.dialogue.store import Conversation, ConversationStore
from landas.errors import Conflict, NotFound
from landas.ids import ConversationId, UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TALK = ConversationId("c-1")


class ConversationStoreSuite:
    @pytest.fixture
    def store(self) -> ConversationStore:
        raise NotImplementedError

    @pytest.fixture
    def begun(self, store: ConversationStore) -> ConversationStore:
        store.create(TALK, UserId("ani"), "id", {"region": "solo", "age": 30}, NOON)
        return store

    def test_a_conversation_comes_back_as_it_began(self, begun: ConversationStore) -> None:
        expected = Conversation(TALK, UserId("ani"), "id", {"region": "solo", "age": 30}, NOON)
        assert begun.get(TALK) == expected
        assert begun.turns(TALK) == []

    def test_an_unknown_conversation_is_nothing_and_takes_no_turn(self, begun: ConversationStore) -> None:
        for unknown in map(ConversationId, ["c-2", "\x00"]):
            assert begun.get(unknown) is None
            assert begun.turns(unknown) == []
            with pytest.raises(NotFound, match="no conversation"):
                begun.append_turn(unknown, 1, {})

    def test_an_id_begins_one_conversation_only(self, begun: ConversationStore) -> None:
        with pytest.raises(Conflict, match="Conversation 'c-1' exists"):
            begun.create(TALK, None, None, {}, NOON)

    def test_turns_are_numbered_from_one_without_gaps(self, begun: ConversationStore) -> None:
        begun.append_turn(TALK, 1, {"text": "kursi"})
        begun.append_turn(TALK, 2, {"text": "yang murah"})
        for wrong in (0, 1, 2, 4):
            with pytest.raises(Conflict, match=f"Turn {wrong} of conversation 'c-1' isn't the next one"):
                begun.append_turn(TALK, wrong, {})
        assert [turn["text"] for turn in begun.turns(TALK)] == ["kursi", "yang murah"]

    def test_of_requests_at_once_exactly_one_becomes_the_turn(self, begun: ConversationStore) -> None:
        outcomes: list[str] = []
        start = threading.Barrier(6)

        def speak(name: str) -> None:
            start.wait()
            try:
                begun.append_turn(TALK, 1, {"by": name})
                outcomes.append("kept")
            except Conflict:
                outcomes.append("refused")

        threads = [threading.Thread(target=speak, args=(f"t{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["kept", *["refused"] * 5]
        assert len(begun.turns(TALK)) == 1

    def test_erasing_a_person_removes_their_conversations(self, begun: ConversationStore) -> None:
        begun.create(ConversationId("c-2"), UserId("budi"), None, {}, NOON)
        begun.append_turn(TALK, 1, {"text": "kursi"})
        assert begun.erase_user(UserId("ani")) == 1
        assert begun.get(TALK) is None
        assert begun.turns(TALK) == []
        assert begun.get(ConversationId("c-2")) is not None
