"""What can be wrong with an address, said in one line."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from conftest import Database

from kg import embedded
from kg.config import Workspace, settings
from kg.errors import StoreError
from kg.store import open_store
from kg.store.connection import _check_version


def _refusal(where: str | Path, *credentials: str | None) -> str:
    with pytest.raises(StoreError) as caught, open_store(where, *credentials):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_down(scheme: str, free_port: int) -> None:
    assert "does not answer" in _refusal(f"{scheme}://127.0.0.1:{free_port}")


def test_a_host_that_is_unknown() -> None:
    assert "no-such-host.invalid" in _refusal("bolt://no-such-host.invalid:7687")


@pytest.mark.parametrize("uri", ["http://localhost:7474", "postgres://x", "bolt+x://localhost"])
def test_an_address_that_is_none(uri: str) -> None:
    assert "bolt, bolt+s, bolt+ssc, neo4j, neo4j+s, neo4j+ssc" in _refusal(uri)


@pytest.mark.parametrize("uri", ["bolt://", "bolt://localhost:port"])
def test_an_address_that_is_broken(uri: str) -> None:
    assert uri in _refusal(uri)


@pytest.mark.parametrize(
    "uri", ["bolt://neo4j:s3cret@localhost", "neo4j+s://s3cret@x", "http://u:s3c@s3cret/@localhost"]
)
def test_a_password_in_an_address_is_refused_and_not_printed(uri: str) -> None:
    refusal = _refusal(uri)
    assert "s3c" not in refusal
    assert "://…@" in refusal


@pytest.mark.parametrize(
    "where", ["neo4j:s3cret@localhost:7687", "u:s3/cret@tarn", "s3cret@tarn:1", "localhost:7687", "bolt:localhost:7687"]
)
def test_a_server_without_a_scheme_is_no_folder(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _refusal(where) == "no address of a store: it begins with bolt://, neo4j://…, or is a folder"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_be_in_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert "'~nobody-here/x' is no folder" in _refusal("~nobody-here/x")
    with open_store("~/store") as store:
        assert store.address == f"{tmp_path / 'home' / 'store'}#{embedded.DATABASE}"
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert settings(Workspace(tmp_path), {"KG_STORE": "~/store"}).store.uri == str(tmp_path / "home" / "store")


@pytest.mark.neo4j
def test_a_wrong_password(neo4j_database: Database) -> None:
    assert "NEO4J_PASSWORD" in _refusal(neo4j_database.where, "neo4j", "neo4j", "not this")
    assert "NEO4J_PASSWORD" in _refusal(neo4j_database.where, "neo4j", None, None)


def test_a_wrong_password_of_the_embedded_store(embedded_database: Database) -> None:
    address = embedded.running(Path(embedded_database.where))
    assert address is not None
    assert "NEO4J_PASSWORD" in _refusal(address.uri, "kg", embedded.USER, "not this")


@pytest.mark.neo4j
def test_a_database_that_is_not_there(neo4j_database: Database) -> None:
    assert "no such database" in _refusal(neo4j_database.where, "nowhere", neo4j_database.user, neo4j_database.password)


@pytest.mark.parametrize(
    "agent", ["Neo4j/5.25.1", "Neo4j/4.4.30", "Neo4j/v5.11.0 compatible graph database", "Other/1"]
)
def test_a_server_that_is_too_old(agent: str) -> None:
    with pytest.raises(StoreError, match=r"needs Neo4j 5\.26 or later"):
        _check_version("bolt://x", agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/2025.01.0", "Neo4j/2026.08.1", "Neo4j/5.26-aura"])
def test_a_server_that_is_new_enough(agent: str) -> None:
    _check_version("bolt://x", agent)


@pytest.mark.slow
@pytest.mark.neo4j
def test_a_real_server_that_is_too_old(neo4j_module: Any, tmp_path: Path) -> None:
    neo4j_module.fetch(neo4j_module.OLD_LIB, neo4j_module.OLD_VERSION)
    with neo4j_module.Neo4jServer(tmp_path, lib=neo4j_module.OLD_LIB) as server:
        assert "needs Neo4j 5.26 or later" in _refusal(server.uri, "neo4j", *server.auth)
