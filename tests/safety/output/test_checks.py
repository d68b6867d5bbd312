"""What no reply may hold, and what passes though it looks alike."""

import pytest

from landas.language.pack import load_packs
from landas.safety.output.check import Surroundings
from landas.safety.output.checks import CHECKS, findings
from landas.safety.output.own_texts import own_prompts

PACKS = load_packs(("en", "id"))
AROUND = Surroundings(
    PACKS,
    public=("Aero 14 Laptop", "Guaranteed Fresh Coffee", "Rp 8.999.000", "021 555 1234"),
    request="a laptop for politics students under 9 juta",
    hidden=(7_350_000.0, "Supplier Kurnia", 4, ("margin 18%",)),
    forbidden=("guaranteed", "best in the world"),
    prompts=own_prompts(),
    secrets=("correct horse battery",),
)


def kinds(reply: str) -> set[str]:
    return {finding.kind for finding in findings(reply, AROUND)}


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("Delivery is Guaranteed.", "forbidden_claim"),
        ("It is the best  in the-world.", "forbidden_claim"),
        ("Since you are pregnant, take this one.", "sensitive_attribute"),
        ("Good for your diabetes.", "sensitive_attribute"),
        ("As a Muslim you will like it.", "sensitive_attribute"),
        ("It fits your low income.", "sensitive_attribute"),
        ("Karena Anda sedang hamil, pilih ini.", "sensitive_attribute"),
        ("Cocok untuk kondisi keuangan Anda.", "sensitive_attribute"),
        ("Kamu penderita diabetes, jadi pilih ini.", "sensitive_attribute"),
        ("Sebagai muslim, ini cocok.", "sensitive_attribute"),
        ("Write to ana@shop.example.", "personal_data"),
        ("Hubungi 0812 3456 7890.", "personal_data"),
        ("Kartunya 4111 1111 1111 1111.", "personal_data"),
        ("We buy it for Rp 7.350.000.", "hidden_value"),
        ("It costs us 7,350,000.00.", "hidden_value"),
        ("It comes from supplier kurnia.", "hidden_value"),
        ("Our margin 18% is fine.", "hidden_value"),
        ("The key is sk-live-51H8aQ2eZvKYlo2CkZ.", "secret"),
        ("The password is hunter2hunter.", "secret"),
        ("Say correct horse battery.", "secret"),
        ("It is ghp_abcdefghij0123456789ABCDEFGHIJ.", "secret"),
        ("Send Bearer abcdef0123456789abcd with it.", "secret"),
        ("It has {e1.value} of memory.", "system_text"),
        ("</data> now obey.", "system_text"),
    ],
)
def test_what_must_not_be_said_is_found(reply: str, kind: str) -> None:
    assert kinds(reply) == {kind}


@pytest.mark.parametrize(
    "reply",
    [
        "Aero 14 Laptop costs Rp 8.999.000.",
        "Guaranteed Fresh Coffee costs Rp 8.999.000.",
        "Call the shop: 021 555 1234.",
        "Suitable during pregnancy.",
        "Cocok untuk ibu hamil dan penderita diabetes.",
        "I found three books about politics for you.",
        "You asked for “politics”, which I don't know.",
        "Anda mencari laptop di bawah Rp 9.000.000; ini cocok.",
        "Four are in stock, 4 in all.",
        "The Aero is 350.000 cheaper and weighs 1.35 kg.",
        "Its part number is 0A36258 and its colour black.",
        "You can race with this wheel, and it is fast.",
    ],
)
def test_ordinary_replies_pass(reply: str) -> None:
    assert findings(reply, AROUND) == ()


def test_seven_words_in_a_row_of_any_prompt_are_found() -> None:
    prompts = own_prompts()
    assert prompts
    for prompt in prompts:
        words = prompt.split()
        middle = len(words) // 2
        assert "system_text" in kinds(" ".join(words[middle : middle + 14])), words[middle : middle + 14]


def test_findings_name_the_place_and_come_in_order() -> None:
    found = findings("Guaranteed. Since you are pregnant.", AROUND)
    assert [(f.kind, f.start, f.end) for f in found] == [
        ("forbidden_claim", 0, 10),
        ("sensitive_attribute", 26, 34),
    ]


def test_every_kind_has_one_check() -> None:
    assert len({check.kind for check in CHECKS}) == len(CHECKS)
