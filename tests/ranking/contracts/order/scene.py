"""A list that the recorded replies answer: four laptops for "a light laptop under 800 dollars for a student"."""

from landas.ranking.contracts.order.contract import OrderContract
from landas.ranking.contracts.order.task_input import OrderCandidate, OrderCriterion, OrderInput

CONTRACT = OrderContract()
REQUESTS = {
    "en": "a light laptop under 800 dollars for a student",
    "id": "laptop ringan di bawah 800 dolar buat mahasiswa",
}
_LABELS = {"en": ("price", "weight"), "id": ("harga", "berat")}
_FACTS = (("$749", "1.4 kg"), ("$789", "1.1 kg"), ("$599", "1.9 kg"), ("$640", "1.2 kg"))


def list_of_four(language: str, presented: tuple[int, ...] = (0, 1, 2, 3)) -> OrderInput:
    labels = _LABELS[language]
    candidates = tuple(
        OrderCandidate(dict(zip(labels, facts, strict=True)), ("laptop",), "asked for") for facts in _FACTS
    )
    criteria = (
        OrderCriterion(labels[0], "below $800", True),
        OrderCriterion(labels[1], "at most 1.5 kg", False),
    )
    return OrderInput(language, REQUESTS[language], criteria, candidates, presented)
