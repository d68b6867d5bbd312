"""Receipts in the database: the document whole, with columns to find it by."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, true, update
from sqlalchemy.exc import IntegrityError

from landas.clock import iso, parse_iso
from landas.errors import Conflict, NotFound, StorageError
from landas.ids import ConversationId, ReceiptId, SessionId, UserId
from landas.recommend.store import BundleUse, Feedback, StoredReceipt, bundles_of, without_personal_parts
from landas.storage.chunks import in_chunks
from landas.storage.database import Database, Transaction
from landas.storage.documents import digest_of, is_storable, plain_text, stored_json, to_json
from landas.storage.erasures import mark_erased, was_erased
from landas.storage.people import AS_GIVEN, People
from landas.storage.prepared import Prepared
from landas.storage.tables import feedback, receipt_bundles, receipts, shadow_answers

# Put together once: every answer ends with it.
_NEW, _NEW_BUNDLE = Prepared(insert(receipts)), Prepared(insert(receipt_bundles))
_BLANK = {"user_id": None, "session_id": None, "conversation_id": None, "erased": True}
"""Columns of a receipt whose person was erased."""


class SqlReceiptStore:
    """`recommend.store.ReceiptStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def put(
        self,
        receipt_id: ReceiptId,
        document: Mapping[str, Any],
        *,
        user_id: UserId | None,
        conversation_id: ConversationId | None,
        created_at: datetime,
    ) -> None:
        person, visit = self._people.known(user_id), document.get("request", {}).get("session_id")
        row = {
            "session_id": visit,
            "receipt_id": receipt_id,
            "user_id": person,
            "conversation_id": conversation_id,
            "created_at": iso(created_at),
            "erased": False,
            "document": to_json(document),
        }
        bundles = [
            {"bundle": bundle, "receipt_id": receipt_id, "created_at": row["created_at"]}
            for bundle in bundles_of(document)
        ]
        try:
            with self._database.put() as connection:
                if _is_erased(connection, person, visit, created_at):
                    row |= {**_BLANK, "document": to_json(without_personal_parts(document))}
                row["digest"] = digest_of(str(row["document"]))
                _NEW.within(connection, row)
                for bundle in bundles:
                    _NEW_BUNDLE.within(connection, bundle)
        except IntegrityError as error:
            raise Conflict(f"Receipt {receipt_id!r} is stored already.", "Receipts never change.") from error

    def get(self, receipt_id: ReceiptId) -> dict[str, Any] | None:
        if not is_storable(receipt_id):
            return None
        wanted = select(receipts.c.document).where(receipts.c.receipt_id == receipt_id)
        with self._database.read() as connection:
            text = connection.execute(wanted).scalar_one_or_none()
        if text is None:
            return None
        return _document(receipt_id, text)

    def is_intact(self, receipt_id: ReceiptId) -> bool | None:
        if not is_storable(receipt_id):
            return None
        wanted = select(receipts.c.document, receipts.c.digest).where(receipts.c.receipt_id == receipt_id)
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None or row.digest is None else digest_of(row.document) == row.digest

    def recent(self, limit: int) -> list[StoredReceipt]:
        return self._latest(true(), limit)

    def of_user(self, user_id: UserId, *, limit: int) -> list[StoredReceipt]:
        known = self._people.id_of(user_id)
        return self._latest(receipts.c.user_id == known, limit) if is_storable(user_id) else []

    def of_bundle(self, bundle: str, *, limit: int) -> list[StoredReceipt]:
        if not is_storable(bundle):
            return []
        theirs = select(receipt_bundles.c.receipt_id).where(receipt_bundles.c.bundle == bundle)
        return self._latest(receipts.c.receipt_id.in_(theirs), limit)

    def bundles(self) -> list[BundleUse]:
        when = receipt_bundles.c.created_at
        latest = func.max(when)
        wanted = (
            select(receipt_bundles.c.bundle, func.count(), func.min(when), latest)
            .group_by(receipt_bundles.c.bundle)
            .order_by(latest.desc(), receipt_bundles.c.bundle)
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return [BundleUse(row[0], row[1], parse_iso(row[2]), parse_iso(row[3])) for row in rows]

    def add_feedback(
        self, receipt_id: ReceiptId, rating: float, reason: str | None, created_at: datetime
    ) -> Feedback:
        unknown = NotFound(f"There is no receipt {receipt_id!r}.", "Use the receipt_id of an answer.")
        if not is_storable(receipt_id):
            raise unknown
        wanted = select(receipts.c.erased).where(receipts.c.receipt_id == receipt_id).with_for_update()
        with self._database.write() as connection:
            erased = connection.execute(wanted).scalar_one_or_none()
            if erased is None:
                raise unknown
            # Words that came after the person was erased could never be found again.
            kept = None if reason is None or erased else plain_text(reason)
            row = {"receipt_id": receipt_id, "rating": rating, "reason": kept, "created_at": iso(created_at)}
            connection.execute(insert(feedback), row)
        return Feedback(receipt_id, rating, kept, created_at)

    def feedback(self, receipt_id: ReceiptId) -> list[Feedback]:
        if not is_storable(receipt_id):
            return []
        wanted = select(feedback).where(feedback.c.receipt_id == receipt_id).order_by(feedback.c.feedback_id)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return [_feedback(row) for row in rows]

    def all_feedback(self, since: datetime | None = None) -> Iterator[Feedback]:
        late = feedback.c.created_at >= iso(since) if since else true()
        wanted = select(feedback).where(late).order_by(feedback.c.feedback_id)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=1000).execute(wanted):
                yield _feedback(row)

    def visits_of(self, user_id: UserId) -> set[SessionId]:
        if not is_storable(user_id):
            return set()
        theirs = receipts.c.user_id == self._people.id_of(user_id), receipts.c.session_id.is_not(None)
        with self._database.read() as connection:
            found = connection.execute(select(receipts.c.session_id).where(*theirs).distinct()).scalars()
            return {SessionId(session_id) for session_id in found}

    def of_visit(self, session_id: SessionId, *, limit: int) -> list[StoredReceipt]:
        return self._latest(_nobodys([session_id]), limit) if is_storable(session_id) else []

    def erase_user(self, user_id: UserId, now: datetime, visits: Collection[SessionId] = ()) -> int:
        if not is_storable(user_id):
            return 0
        person = self._people.id_of(user_id)
        kept = receipts.c.receipt_id, receipts.c.document, receipts.c.digest
        theirs = [receipts.c.user_id == person, *map(_nobodys, in_chunks(sorted(visits)))]
        with self._database.write() as connection:
            mark_erased(connection, person, now)
            for visit in visits:
                mark_erased(connection, _visit_mark(visit), now)
            found = [
                row
                for each in theirs
                for row in connection.execute(select(*kept).where(each).with_for_update()).all()
            ]
            for row in found:
                blanked = _blanked(row.receipt_id, row.document)
                # A receipt that was changed before stays recognisable as one.
                changed = row.digest is None or row.digest != digest_of(row.document)
                digest = row.digest if changed else digest_of(blanked)
                values = {**_BLANK, "document": blanked, "digest": digest}
                same = receipts.c.receipt_id == row.receipt_id
                connection.execute(update(receipts).where(same).values(values))
                said = feedback.c.receipt_id == row.receipt_id
                connection.execute(update(feedback).where(said).values(reason=None))
                theirs_too = shadow_answers.c.receipt_id == row.receipt_id
                connection.execute(delete(shadow_answers).where(theirs_too))
        return len(found)

    def was_erased(self, user_id: UserId, asked_at: datetime) -> bool:
        """Whether a person was erased at or after a moment."""
        with self._database.read() as connection:
            return was_erased(connection, self._people.id_of(user_id), asked_at)

    def _latest(self, condition: ColumnElement[bool], limit: int) -> list[StoredReceipt]:
        newest = receipts.c.created_at.desc(), receipts.c.receipt_id.desc()
        wanted = select(receipts).where(condition).order_by(*newest).limit(limit)
        with self._database.read() as connection:
            return [_stored(row) for row in connection.execute(wanted).all()]


def _nobodys(visits: Collection[SessionId]) -> ColumnElement[bool]:
    """Receipts of visits that name no person."""
    return and_(receipts.c.user_id.is_(None), receipts.c.session_id.in_(visits))


def _visit_mark(visit: str) -> str:
    return f"visit {visit}"


def _is_erased(connection: Transaction, person: str | None, visit: str | None, asked_at: datetime) -> bool:
    """Whether an answer is put after its person was erased; one that names nobody goes by its visit."""
    who = person if person is not None or visit is None else _visit_mark(visit)
    return who is not None and was_erased(connection, who, asked_at)


def _document(receipt_id: str, text: str) -> dict[str, Any]:
    document = stored_json(text, f"receipt {receipt_id!r}")
    if not isinstance(document, dict):
        problem = f"receipt {receipt_id!r} is damaged in the database."
        raise StorageError(problem, "Restore it from a backup; it can't be made again.")
    return document


def _blanked(receipt_id: str, text: str) -> str:
    """The receipt's text without its person. What can't be read any more is dropped whole: it may name somebody."""
    try:
        document = _document(receipt_id, text)
    except StorageError:
        return to_json({"receipt_id": receipt_id, "erased": True})
    return to_json(without_personal_parts(document))


def _feedback(row: Any) -> Feedback:
    return Feedback(ReceiptId(row.receipt_id), row.rating, row.reason, parse_iso(row.created_at))


def _stored(row: Any) -> StoredReceipt:
    return StoredReceipt(
        ReceiptId(row.receipt_id),
        _document(row.receipt_id, row.document),
        row.user_id,
        row.conversation_id,
        parse_iso(row.created_at),
        bool(row.erased),
    )
