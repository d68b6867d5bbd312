"""What people call the catalogue's fields: the project file's labels, and the packs' words for the same thing."""

from collections.abc import Sequence

from landas.catalog.fields import Field, Schema
from landas.language.pack import LanguagePack
from landas.language.tokens import fold

Packs = Sequence[LanguagePack]


NAMES = ("brand", "model", "title", "author", "artist", "director", "actor", "publisher", "seller")
"""Standard fields whose values are names, which nobody translates."""
PLACES = ("location",)
"""Standard fields of places, one of which may be written in several ways."""
SINGLE = ("color", "size", "shoe_size")
"""Standard fields of which a person wants one value, even where the feed lists several."""
SIZES = ("size", "shoe_size")
"""Standard fields whose values are said as short as they are."""
_SHORTEST_FLAG = 4
_OF_TIME = frozenset({"date", "year"})


def field_labels(schema: Schema, packs: Packs) -> dict[str, tuple[str, ...]]:
    """Field -> every word for it. Fields that are neither filterable nor public are left out."""
    standard = standard_fields(schema, packs)
    named_so = _named_so(schema, packs)
    found = {f.name: list(_own(f, packs)) for f in schema.fields.values() if f.filterable or f.public}
    taken = {label for words in found.values() for label in words}
    for key, names in standard.items():
        for name in names:
            # What is called by the key itself has all words for it: "bintang" is the rating, not the count of ratings.
            if name not in found or (key in named_so and name not in named_so[key]):
                continue
            others = (fold(w) for pack in packs for w in pack.field_labels.get(key, ()))
            # A word that another field claims for itself stays with that field.
            found[name] += [w for w in others if w not in taken]
    for name in found:
        if schema.fields[name].type == "flag":
            found[name] += [w for w in _bare_flags(found[name], packs) if w not in taken]
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}


def _bare_flags(labels: Sequence[str], packs: Packs) -> list[str]:
    """What a flag is about alone: "breakfast" of "breakfast included", as in "without breakfast"."""
    frames = {fold(word) for pack in packs for word in pack.table("understanding").get("flag_frames", ())}
    cut = [label.rpartition(" ")[0] for label in labels if label.rpartition(" ")[2] in frames]
    openings = {fold(w) for pack in packs for w in pack.table("understanding").get("flag_openings", ())}
    cut += [label.partition(" ")[2] for label in labels if label.partition(" ")[0] in frames | openings]
    return [rest for rest in cut if len(rest) >= _SHORTEST_FLAG and rest not in frames]


def standard_fields(schema: Schema, packs: Packs) -> dict[str, tuple[str, ...]]:
    """Standard key of the packs -> the fields that are of this kind, best match first."""
    found: dict[str, list[tuple[float, str]]] = {}
    for field in schema.fields.values():
        for key, distance in _keys_of(field, packs):
            if key in _OF_TIME and not _may_hold_time(field):
                continue
            found.setdefault(key, []).append((distance, field.name))
    return {key: tuple(name for _, name in sorted(entries)) for key, entries in sorted(found.items())}


def _named_so(schema: Schema, packs: Packs) -> dict[str, set[str]]:
    """Standard key -> the fields that are called just so."""
    found: dict[str, set[str]] = {}
    for field in schema.fields.values():
        for key, distance in _keys_of(field, packs):
            if distance == 0:
                found.setdefault(key, set()).add(field.name)
    return found


def _may_hold_time(field: Field) -> bool:
    """ "Keluaran" is what a charger puts out and when a phone came out."""
    return field.type == "date" or (field.type == "number" and field.unit is None)


def _keys_of(field: Field, packs: Packs) -> list[tuple[str, float]]:
    """Keys whose words include one of the field's labels; distance 0 where the name is the key itself, else from 1 on:
    a pack has the best word for a key first."""
    own = _own(field, packs)
    keys: dict[str, float] = {}
    for pack in packs:
        near = {key for word in own for key in pack.keys_by_label.get(word, ())}
        just_so = {key for word in own for key in pack.keys_by_name.get(word, ())}
        just_so |= {field.name} & pack.field_labels.keys()
        # In the pack's order, which breaks ties further on.
        for key in (key for key in pack.field_labels if key in near | just_so):
            if key in just_so:
                keys[key] = 0
            else:
                words = [fold(word) for word in pack.field_labels[key]]
                place = min((n for n, word in enumerate(words) if word in own), default=len(words))
                keys[key] = min(keys.get(key, 2), 1 + place / 100)
    return list(keys.items())


def _own(field: Field, packs: Packs) -> list[str]:
    """The field's labels and its name, which may say that it counts ("number of beds" are beds) or that it is so ("has
    a pool" is about a pool).
    """
    labels = [fold(label) for words in field.labels.values() for label in words]
    names = [*labels, fold(field.name.replace("_", " "))]
    counting = [f"{fold(w)} " for pack in packs for w in pack.table("understanding").get("counting", ())]
    counted = [
        n.removeprefix(w) for n in names for w in counting if n.startswith(w) and field.type == "number"
    ]
    turned = _turned(names, packs) if field.type == "flag" else []
    openings = {fold(w) for pack in packs for w in pack.table("understanding").get("flag_openings", ())}
    split = (name.partition(" ") for name in names if field.type == "flag")
    told = [rest for first, _, rest in split if first in openings and rest]
    return list(dict.fromkeys([*names, *counted, *turned, *told]))


def _turned(names: Sequence[str], packs: Packs) -> list[str]:
    """ "Breakfast included" is asked for as "including breakfast" too."""
    forms = {
        fold(word): said
        for pack in packs
        for word, said in pack.table("understanding").get("turned_labels", {}).items()
    }
    return [
        f"{fold(form)} {rest}"
        for name in names
        for rest, _, last in (name.rpartition(" "),)
        if rest
        for form in forms.get(last, ())
    ]
