"""What logs call their columns and their types of event: names of machines here, words of people in the packs."""

import re
from collections.abc import Mapping, Sequence

from landas.events.events import EVENT_TYPES
from landas.language.pack import LanguagePack

_MACHINE_NAMES: Mapping[str, tuple[str, ...]] = {
    "event_id": ("eventid", "eventuuid", "interactionid"),
    "type": ("type", "eventtype", "event", "eventname", "action", "actiontype", "interaction", "behavior"),
    "time": (
        "time",
        "timestamp",
        "eventtime",
        "datetime",
        "ts",
        "date",
        "createdat",
        "unixtime",
        "unixreviewtime",
    ),
    "user_id": ("userid", "user", "visitorid", "customerid", "customer", "uid", "memberid", "reviewerid"),
    "session_id": ("sessionid", "session", "usersession", "visitid"),
    "item_id": (
        "itemid",
        "item",
        "productid",
        "product",
        "sku",
        "articleid",
        "contentid",
        "parentasin",
        "asin",
    ),
    "value": ("value", "rating", "score", "stars", "overall", "amount"),
    "receipt_id": ("receiptid",),
    "position": ("position", "rank"),
}
"""Names without case and punctuation, the likeliest first."""
_RATINGS = ("rating", "score", "stars", "overall")


class LogWords:
    """The names that logs use, in the languages of some packs."""

    def __init__(self, packs: Sequence[LanguagePack] = ()) -> None:
        self._names = {field: list(names) for field, names in _MACHINE_NAMES.items()}
        self._types = {_plain(kind): kind for kind in EVENT_TYPES}
        self._ratings = set(_RATINGS)
        for pack in packs:
            table = pack.table("events")
            for field, names in table["columns"].items():
                self._names[field] += [plain_name(name) for name in names]
            self._ratings |= {plain_name(name) for name in table["ratings"]["names"]}
            for kind, words in table["types"].items():
                self._types |= {word: kind for word in words if word not in self._types}

    def names_of(self, field: str) -> Sequence[str]:
        """What a field's column may be called, as `plain_name` writes it, the likeliest first."""
        return self._names[field]

    def is_rating(self, name: str) -> bool:
        """Whether a column of this name holds ratings."""
        return plain_name(name) in self._ratings

    def type_of(self, word: object) -> str | None:
        """The type of event that a word of a log means: `add_to_cart` is `cart`. None for an unknown one."""
        return self._types.get(_plain(word)) if isinstance(word, str) else None


def plain_name(name: str) -> str:
    """A column's name without case and punctuation."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _plain(word: str) -> str:
    return " ".join(re.split(r"[^\w]+|_", word.casefold())).strip()
