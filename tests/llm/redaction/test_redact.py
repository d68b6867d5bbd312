"""Redaction as a whole: what identifies a person goes, what names a product stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.language.pack import load_packs
from landas.llm.redaction import Redacted, redact, without_placeholders

PACKS = load_packs(("en", "id"))


def gone(text: str) -> str:
    return redact(text, PACKS).text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("email me at john.doe+x@mail.example.co.uk!", "email me at ⟨email⟩!"),
        ("siti (at) contoh (dot) id, hp merah", "⟨email⟩, hp merah"),
        ("john at example dot com", "⟨email⟩"),
        ("hubungi 0812-3456-7890 atau +62 812 3456 7890", "hubungi ⟨phone⟩ atau ⟨phone⟩"),
        ("telp (0274) 123456", "telp ⟨phone⟩"),
        ("call 415.555.2671x12 today", "call ⟨phone⟩ today"),
        ("my number is 2125550199", "my number is ⟨phone⟩"),
        ("kartu 4111 1111 1111 1111 2 pcs", "kartu ⟨card⟩ 2 pcs"),
        ("3782 822463 10005", "⟨card⟩"),
        ("cvv 123", "cvv ⟨card⟩"),
        ("refund to DE89 3704 0044 0532 0130 00 now", "refund to ⟨iban⟩ now"),
        ("gb82west12345698765432", "⟨iban⟩"),
        ("from 192.168.1.1 and 2001:db8::ff00:42:8329", "from ⟨ip⟩ and ⟨ip⟩"),
        ("3171016504900001", "⟨nik⟩"),
        ("NIK saya 3171234567890123", "NIK saya ⟨nik⟩"),
        ("nomor KK 3171010101010001", "nomor KK ⟨kk⟩"),
        ("01.234.567.8-901.000", "⟨npwp⟩"),
        ("paspor saya X1234567", "paspor saya ⟨passport⟩"),
        ("plat b 1234 xyz", "plat ⟨plate⟩"),
        ("parkir B 1234 XYZ", "parkir ⟨plate⟩"),
        ("rekening 1234567890", "rekening ⟨account⟩"),
        ("123-45-6789", "⟨account⟩"),
        ("my password is hunter2, lost it", "my password is ⟨secret⟩, lost it"),
        ("password: Rahasia#1", "password: ⟨secret⟩"),
        ("kata sandi saya kucing77 ya", "kata sandi saya ⟨secret⟩ ya"),
        ("pakai sk-abcd1234efgh5678ijkl", "pakai ⟨secret⟩"),
        ("eyJhbGciOiJI.eyJzdWIiOiIx.abcDEF", "⟨secret⟩"),
        ("kirim ke Jl. Melati No. 5 RT 01/RW 02, Bandung 40123 ya", "kirim ke ⟨address⟩ ya"),
        ("ship to 221 Baker Street, London", "ship to ⟨address⟩"),
        ("my name is Siti Nurhaliza and I want a laptop", "my name is ⟨name⟩ and I want a laptop"),
        ("nama saya budi santoso mau cari hp", "nama saya ⟨name⟩ mau cari hp"),
        ("Saya Rina, cari hp", "Saya ⟨name⟩, cari hp"),
        ("saya budi setiawan, ada hp?", "saya ⟨name⟩, ada hp?"),
        ("kado buat andi saputra ya", "kado buat ⟨name⟩ ya"),
        ("tolong antar ke Pak Joko", "tolong antar ke Pak ⟨name⟩"),
        ("bill it to Ines Vidal <ines@vidal.example>", "bill it to ⟨name⟩ <⟨email⟩>"),
        ("Salam,\nWulan\n0812 3456 7890", "Salam,\n⟨name⟩\n⟨phone⟩"),
        ("b u d i @ gmail . com", "⟨email⟩"),
        ("budi -at- gmail -dot- com", "⟨email⟩"),
        ("budi[@]gmail[.]com", "⟨email⟩"),
        ("budi_s at yahoo.co.id", "⟨email⟩"),
        ("0 8 1 2 3 4 5 6 7 8 9 0", "⟨phone⟩"),
        ("nol delapan satu dua tiga empat lima enam tujuh delapan", "⟨phone⟩"),
        ("O812-3456-7890", "⟨phone⟩"),
        ("0044 20 7946 0958", "⟨phone⟩"),
        ("wa 0812 3456 7890\n2 pcs", "wa ⟨phone⟩\n2 pcs"),
        ("4111 1111\n1111 1111", "⟨card⟩"),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "⟨card⟩"),
        ("4111.1111.1111.1111", "⟨card⟩"),
        ("DE89 3704 0044\n0532 0130 00", "⟨iban⟩"),
        ("203.0.113[.]5", "⟨ip⟩"),
        ("blocked from fe80::1:2: retry", "blocked from ⟨ip⟩: retry"),
        ("3171016504\n900001", "⟨nik⟩"),
        ("parkir B 9765 I", "parkir ⟨plate⟩"),
        ("my plate is AB12 CDE", "my plate is ⟨plate⟩"),
        ("SSN 123 45 6789", "SSN ⟨account⟩"),
        ("transfer ke BCA 1234567890", "transfer ke BCA ⟨account⟩"),
        ("gift to Flat 5, 181 Baker Drive, Leeds LS1 4AB", "gift to ⟨address⟩"),
        ("P.O. Box 60, New Haven", "⟨address⟩"),
        ("lahir 12/03/1985", "lahir ⟨birth⟩"),
        ("TTL: Jakarta, 3 Maret 1985", "TTL: Jakarta, ⟨birth⟩"),
        ("born on March 3rd, 1985 in Leeds", "born on ⟨birth⟩ in Leeds"),
        ("1985-03-12 is my birthday", "⟨birth⟩ is my birthday"),
        ("lokasi -8.409518, 115.188919", "lokasi ⟨location⟩"),
        ("koordinat 6.208, 106.845", "koordinat ⟨location⟩"),
        ("maps?q=-6.2088,106.8456", "maps?q=⟨location⟩"),
        ("ig @budi_s ya", "ig ⟨handle⟩ ya"),
        ("ig saya budisantoso", "ig saya ⟨handle⟩"),
        ("add budi#1234 on discord: budi#1234", "add budi#1234 on discord: ⟨handle⟩"),
        ("see https://instagram.com/budi.s or t.me/budis", "see ⟨handle⟩ or ⟨handle⟩"),
        ("b u d i @ c o n t o h . c o m", "⟨email⟩"),
        ("b u d i at c o n t o h dot c o m", "⟨email⟩"),
        ("budi di gmail titik com", "⟨email⟩"),
        ("budi underscore s at gmail dot com", "⟨email⟩"),
        ("budi . s @ contoh . com", "⟨email⟩"),
        ("ini Rini Wulandari, mau tanya laptop", "ini ⟨name⟩, mau tanya laptop"),
        ("kenalkan, Joko Widodo. cari hp", "kenalkan, ⟨name⟩. cari hp"),
        ("Let me introduce myself: Xiomara Osei.", "Let me introduce myself: ⟨name⟩."),
        ("a phone for my wife Sarah Connor", "a phone for my wife ⟨name⟩"),
        ("Authorization: Bearer abcdef0123456789abcd", "Authorization: ⟨secret⟩"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----", "⟨secret⟩"),
    ],
)
def test_a_personal_value_leaves_its_placeholder(text: str, left: str) -> None:
    assert gone(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "laptop under Rp 15.000.000 or $1,200.50",
        "phone 12000000",
        "hubungi saya jika ada laptop 10000000",
        "HP ProBook 4320s 33.8 cm (13.3\") 1366 x 768 pixels",
        "Samsung SM-A217F/DSN 4 GB 64 GB",
        "Xerox 016-2014-00 and 012-248164",
        "EAN 4006381333931 please call",
        "0884962895849",
        "firmware 10.0.19.1",
        "Nikon D 3400 AF",
        "plate 24 cm",
        "500 GB Hard Drive",
        "movies like 10 Cloverfield Lane",
        "sepatu jalan No 42",
        "4K@60Hz monitor",
        "IP67 phone",
        "ISBN 978-0-13-468599-1",
        "2023-05-14",
        "saya Samsung A52",
        "I'm looking for a phone",
        "nama saya siapa?",
        "nama produk: Galaxy A52",
        "NP-6030/6031/6022/6025 drum",
        "DeskJet 1210, 1215, 1216, 1312",
        "INV/20260812/MPL/0891172386",
        "Class A, EN 61000-3-2",
        "Single-Gang Faceplate, Decora Style",
        "UPS 40000 VA 32000 W",
        "below USD 1,004.99 and 4,758.99 USD",
        "terima kasih Banyak",
        "SAYA KECEWA SEKALI",
        "Click here",
        "lihat di www.contoh.com",
        "available at example.com",
        "movies with Tom Hanks",
        "car bulb W5W 5 W",
        "toilet duck 1 2 3 4 5",
        "usb stick with password 16GB",
        "laptop with password protection",
        "sofa SK-2300 abu",
        "ini Samsung Galaxy S21, berapa?",
        "kenalkan produk baru dong",
        "Born on the Fourth of July",
        "films from 12/03/1985",
        "born in 1985",
        "popok newborn lahir 3-6 kg",
        "harga Rp 1.500, 12.000",
        "1.500, 2.000 dan 3.000",
        "isi 10 @50gr, @Rp50.000",
        "AMD Ryzen 5 @ 3.6GHz",
        "instagram ring light",
        "dot matrix at low price",
        "HP (dc7600SFF/dc7100SFF/dx7200ST/dc5100SFF/dx6120ST/dc6100ST) Tower Stand",
        "basic multifunctionality 2",
    ],
)  # fmt: skip
def test_prices_sizes_models_and_articles_are_kept(text: str) -> None:
    assert redact(text, PACKS) == Redacted(text)


@pytest.mark.parametrize(
    "text", ["０８１２３４５６７８９０", "0812\u200b3456\u200b7890", "٠٨١٢٣٤٥٦٧٨٩٠", "0812–3456–7890"]
)
def test_other_digits_dashes_and_invisible_characters_hide_nothing(text: str) -> None:
    found = redact(f"wa {text} ya", PACKS)
    assert found.text == "wa ⟨phone⟩ ya"
    assert found.counts() == {"phone": 1}


def test_names_that_the_caller_knows_go_wherever_they_stand() -> None:
    text = "is rose gold in stock for Rose Adams? adams, ROSE ADAMS"
    assert redact(text, PACKS, ("Rose Adams",)).text == "is rose gold in stock for ⟨name⟩? adams, ⟨name⟩"


def test_findings_tell_where_they_stood_but_not_what_they_were() -> None:
    found = redact("email a@b.co or 081234567890", PACKS)
    assert [(f.kind, f.start, f.end, f.placeholder) for f in found.found] == [
        ("email", 6, 12, "⟨email⟩"),
        ("phone", 16, 28, "⟨phone⟩"),
    ]


def test_spans_of_the_redacted_text_are_found_again_in_the_original() -> None:
    text = "hi a@b.co, laptop for 081234567890 red"
    found = redact(text, PACKS)
    for word in ("hi", "laptop", "red"):
        start = found.text.index(word)
        low, high = found.span(start, start + len(word))
        assert text[low:high] == word
    start = found.text.index("⟨phone⟩")
    low, high = found.span(start, start + len("⟨phone⟩"))
    assert text[low:high] == "081234567890"


def test_the_text_as_it_is_read_has_neither_placeholders_nor_what_leads_up_to_them() -> None:
    text = "Halo, nama saya ⟨name⟩, email saya ⟨email⟩. Cari laptop merah"
    read = without_placeholders(text, PACKS)
    assert len(read) == len(text)
    assert read.split() == ["Halo,", ",", ".", "Cari", "laptop", "merah"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 -.+()@AaBbZz:/,jlno\n⟨⟩é\u200b"), max_size=60))
def test_findings_lie_within_the_text_and_never_overlap(text: str) -> None:
    once = redact(text, PACKS)
    last = 0
    for found in once.found:
        assert last <= found.start < found.end <= len(text)
        last = found.end
    assert once.span(0, len(once.text)) == (0, len(text))
    assert len(without_placeholders(once.text, PACKS)) == len(once.text)


def test_a_value_in_a_quoted_text_is_found_after_an_escaped_line_break() -> None:
    quoted = repr("Salam,\nKasiyah\n0852 422029437\n\nNIK 520405\n601115 1056")
    left = redact(quoted, PACKS).text
    assert "422029437" not in left
    assert "601115" not in left
    assert left.startswith("'Salam,\\n")


@pytest.mark.parametrize("marks", ["-", "_", "_A", ":", "-.-", ". - ", "\n", "1."])
def test_a_text_full_of_marks_is_read_at_once_and_an_address_in_it_is_found(marks: str) -> None:
    # Read for half a minute where a pattern tries every way to split the marks.
    long = marks * (4_000 // len(marks))
    assert gone(f"{long} \n siti (at) contoh (dot) id").endswith("⟨email⟩")
