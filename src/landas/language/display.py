"""Values as people read them: money, numbers with units, yes and no, in the way of their language.

What is written here, `find_quantities` reads back as the same value when the language's pack comes first; the
verifier rests on that.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from landas.language.money import is_whole
from landas.language.pack import load_pack

if TYPE_CHECKING:
    from babel import Locale

Shown = str | float | bool | tuple[str, ...]

_GROUPED, _PLAIN = "#,##0", "0"
_SMALLEST_GROUPED = 10_000
"""Below it numbers with a unit are written without a mark: "5000 mAh" can be read in one way only."""
_DIGITS = 7
"""Significant digits of a fraction; more is noise of a conversion."""


def show_money(amount: float, currency: str | None, language: str) -> str:
    """An amount of major units: en "$1,299.99", "Rp 1,500,000"; id "US$1.299,99", "Rp1.500.000".

    Whole amounts have no decimals, others two; without a currency it is the number alone.
    """
    if currency is None:
        return show_number(amount, None, language)
    digits = 0 if is_whole(currency) and amount == int(amount) else 2
    number = _decimal(abs(amount), digits if abs(amount) >= 0.01 or amount == 0 else 6)
    places = (
        "" if number == number.to_integral_value() else "." + "0" * max(2, -int(number.as_tuple().exponent))
    )
    symbol = _symbol(currency, language)
    between = " " if symbol[-1].isalpha() and not _glues(language, symbol) else ""
    return f"{'-' if amount < 0 else ''}{symbol}{between}{_format(number, _GROUPED + places, language)}"


def show_number(value: float, unit: str | None, language: str) -> str:
    """A number with its unit: en "1.3 kg", "15.6 inches", "50%"; id "1,3 kg", "15,6 inci", "50%"."""
    number = _decimal(value, None)
    grouped = abs(number) >= (_SMALLEST_GROUPED if unit else 1000)
    # Careful: a bare year must not become "2,024".
    if unit is None and number == int(number) and abs(number) < _SMALLEST_GROUPED:
        grouped = False
    exponent = int(number.as_tuple().exponent)
    pattern = (_GROUPED if grouped else _PLAIN) + ("." + "0" * -exponent if exponent < 0 else "")
    written = _format(number, pattern, language)
    if not unit:
        return written
    one, many = _unit_words(unit, language)
    word = one if number == 1 else many
    return (
        f"{written}{word}"
        if word == "%" or (word.startswith("°") and len(word) == 1)
        else f"{written} {word}"
    )


def show_value(value: Shown, field_type: str, unit: str | None, language: str) -> str:
    """A canonical value by the type of its field; `unit` is the currency of a money field."""
    if isinstance(value, bool):
        return _yes_or_no(value, language)
    if isinstance(value, int | float):
        return (show_money if field_type == "money" else show_number)(value, unit, language)
    if isinstance(value, tuple):
        return ", ".join(value)
    return _show_date(value, language) if field_type == "date" else value


def _show_date(value: str, language: str) -> str:
    """A day as people say it: en "31 March 2026", id "31 Maret 2026"; what is no date stays as it is."""
    from babel.dates import format_date

    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return format_date(day, "d MMMM y", locale=_locale(language))


def _decimal(value: float, places: int | None) -> Decimal:
    """The number without trailing zeros or binary noise, rounded to `places` or to significant digits."""
    exact = Decimal(repr(float(value)))
    if places is not None:
        exact = round(exact, places)
    elif exact != exact.to_integral_value():
        exact = Decimal(f"{value:.{max(_DIGITS, len(str(int(abs(value)))) + 3)}g}")
    if exact == exact.to_integral_value():
        return exact.quantize(Decimal(1))
    return exact.normalize()


def _format(number: Decimal, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, format=pattern, locale=_locale(language))


@cache
def _locale(language: str) -> "Locale":
    """Careful: babel is imported when a first value is shown, not by every command."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except UnknownLocaleError:
        return Locale.parse("en")


@cache
def _symbol(currency: str, language: str) -> str:
    """The pack's symbol, or the locale's where the pack reads it as this currency; else the code."""
    own: str | None = _table(language).get("currency_symbols", {}).get(currency)
    if own is not None:
        return own
    from babel.numbers import get_currency_symbol

    usual = str(get_currency_symbol(currency, locale=_locale(language)))
    return usual if load_pack(language).currencies.get(usual.lower()) == currency else currency


def _glues(language: str, symbol: str) -> bool:
    """True where the language writes a symbol of letters without a space; codes ("KES 5") always have one."""
    return bool(_table(language).get("glued_symbols")) and not (len(symbol) == 3 and symbol.isupper())


@cache
def _unit_words(unit: str, language: str) -> tuple[str, str]:
    """The unit after one, and after any other number: its symbol where the language has no word for it."""
    words = _table(language).get("units", {}).get(unit)
    return (str(words[0]), str(words[-1])) if words else (unit, unit)


def _yes_or_no(value: bool, language: str) -> str:
    yes, no = _table(language).get("flags", ("yes", "no"))
    return str(yes if value else no)


def _table(language: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = load_pack(language).tables.get("display", {})
    return table
