"""Addresses: what the project file may say, and what a message may repeat."""

from pathlib import Path

import pytest

from landas.errors import StorageError
from landas.storage.address import parse_address, project_address, shown


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("sqlite", "/shop/.landas/landas.db"),
        ("data/shop.db", "/shop/data/shop.db"),
        ("/elsewhere/shop.db", "/elsewhere/shop.db"),
        ("sqlite:///data/shop.db", "sqlite:////shop/data/shop.db"),
        ("sqlite:////elsewhere/shop.db", "sqlite:////elsewhere/shop.db"),
        ("postgresql://ani:pw@db/shop", "postgresql://ani:pw@db/shop"),
    ],
)
def test_files_are_relative_to_the_project_and_servers_are_not(setting: str, address: str) -> None:
    assert project_address(setting, Path("/shop")) == address


@pytest.mark.parametrize(
    "address", ["postgres://db/shop", "postgresql://db/shop", "postgresql+psycopg2://db/shop"]
)
def test_every_spelling_of_postgresql_uses_the_one_driver(address: str) -> None:
    assert parse_address(address).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("mysql://ani:s3cret@db/shop", "kind 'mysql' isn't supported"),
        ("postgresql://ani:s3cret@db:port/shop", "can't be read"),
        ("://s3cret", "can't be read"),
        ("sqlite://", "in memory can't be shared"),
        ("sqlite:///:memory:", "in memory can't be shared"),
        (":memory:", "in memory can't be shared"),
    ],
)
def test_an_unusable_address_is_refused_without_being_repeated(address: str, problem: str) -> None:
    with pytest.raises(StorageError, match=problem) as caught:
        parse_address(address)
    assert "s3cret" not in str(caught.value)


def test_messages_name_the_server_without_user_and_password() -> None:
    assert shown(parse_address("postgresql://ani:pw@db:5433/shop?sslmode=require")) == (
        "PostgreSQL at db:5433, database shop"
    )
    assert shown(parse_address("shop.db")) == "SQLite file shop.db"
