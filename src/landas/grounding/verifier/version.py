"""Which verifier it is: a hash of its code and of the words it knows, so that no change of either goes unnoticed."""

import hashlib
from functools import lru_cache
from importlib.resources import files

from landas.grounding.verifier.pack_tables import FILES
from landas.language.pack import pack_codes

_DIGITS = 8


@lru_cache(maxsize=1)
def verifier_version() -> str:
    """Eight hex digits, the same wherever this verifier with these language packs is installed."""
    packs = files("landas.language") / "packs"
    code = [entry for entry in (files(__package__)).iterdir() if entry.name.endswith(".py")]
    words = [packs / language / name for language in sorted(pack_codes()) for name in FILES]
    digest = hashlib.sha256()
    for source in (*sorted(code, key=lambda entry: entry.name), *(w for w in words if w.is_file())):
        digest.update(source.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:_DIGITS]
