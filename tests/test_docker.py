"""docker-compose.yml and Dockerfile say what they should, and the Dockerfile's steps work where there is no Docker."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parent.parent
COMPOSE = REPOSITORY / "docker-compose.yml"
DOCKERFILE = REPOSITORY / "Dockerfile"
ROOTS = ("/opt/kg", "/wheels", "/src", "/data")
"""The folders of the image, that the test has in a folder of its own."""


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return found


def instructions() -> list[tuple[str, str]]:
    """(word, rest) of each line of the Dockerfile."""
    lines = DOCKERFILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines if line.strip() and not line.startswith("#"))
    return [(word, rest) for word, _, rest in pairs]


def test_neo4j_is_the_version_that_the_tests_run_against() -> None:
    pom = (REPOSITORY / "tests" / "neo4j" / "pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<neo4j.version>([\d.]+)<", pom)
    assert version is not None
    assert services()["neo4j"]["image"] == f"neo4j:{version[1]}-community"


def test_every_port_is_open_to_this_machine_alone() -> None:
    ports = [port for service in services().values() for port in service.get("ports", [])]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_neo4j_has_a_health_check_a_volume_and_the_job_waits_for_it() -> None:
    neo4j, refresh = services()["neo4j"], services()["refresh"]
    assert "localhost:7474" in neo4j["healthcheck"]["test"][1]
    assert neo4j["volumes"] == ["neo4j-data:/data"]
    assert refresh["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert refresh["environment"]["KG_STORE"] == "bolt://neo4j:7687"


def test_no_password_stands_in_a_file() -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    named = re.findall(r"\bNEO4J_(?:AUTH|PASSWORD): (\S+)", text)
    assert len(named) == 2
    assert all(re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?copy", value) for value in named)
    assert re.findall(r"^NEO4J_PASSWORD=(.*)$", (REPOSITORY / ".env.example").read_text(), re.MULTILINE) == [""]
    ignored = subprocess.run(["git", "check-ignore", "-q", ".env"], cwd=REPOSITORY, check=False)
    assert ignored.returncode == 0 or not (REPOSITORY / ".git").exists()


def test_every_variable_of_the_compose_file_is_explained() -> None:
    used = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))
    assert used == set(re.findall(r"^(\w+)=", (REPOSITORY / ".env.example").read_text(), re.MULTILINE))


def test_the_image_runs_kg_refresh_as_nobody_special() -> None:
    words = instructions()
    assert words[-1] == ("CMD", '["kg", "refresh"]')
    last_stage = max(number for number, (word, _) in enumerate(words) if word == "FROM")
    assert ("USER", "kg") in words[last_stage:]


def test_docker_compose_accepts_the_file() -> None:
    if not _answers():
        pytest.skip("docker compose is not here: the file is parsed by the tests above")
    command = ["docker", "compose", "--profile", "refresh", "config", "--quiet"]
    environment = {**os.environ, "NEO4J_PASSWORD": "for this test"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _answers() -> bool:
    if shutil.which("docker") is None:
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_the_steps_of_the_dockerfile_end_in_a_refresh(tmp_path: Path) -> None:
    where = tmp_path / "src"
    where.mkdir()
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from="):
            _copy(rest, where)
        elif word == "RUN" and not rest.startswith("useradd "):
            _run(_here(shlex.split(rest), tmp_path), where, {})
    data = tmp_path / "data"
    (data / "articles").mkdir(parents=True)
    shutil.copy(REPOSITORY / "seeds" / "mansour-drone-strike.json", data / "articles")
    (data / "kg-workspace").mkdir(mode=0o700)
    (data / "kg-workspace" / "kg.toml").write_text('[[source]]\nname = "desk"\npath = "../articles"\n')
    program, *words = json.loads(instructions()[-1][1])
    command = _here([f"/opt/kg/bin/{program}", *words], tmp_path)
    _run(command, data, {"KG_WORKSPACE": str(data / "kg-workspace")})
    page = (data / "kg-workspace" / "pages" / "graph.html").read_text(encoding="utf-8")
    assert "Mansour" in page


def _copy(rest: str, where: Path) -> None:
    *names, target = rest.split()
    for name in names:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, where / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, where / target)


def _here(words: list[str], root: Path) -> list[str]:
    """The command with the image's folders in this one, and this Python."""
    placed = [f"{root}{word}" if word.startswith(ROOTS) else word for word in words]
    return [sys.executable if word == "python" else word for word in placed]


def _run(command: list[str], where: Path, more: dict[str, str]) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHON", "VIRTUAL"))}
    done = subprocess.run(command, cwd=where, env={**inherited, **more}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}\n{done.stderr}"
