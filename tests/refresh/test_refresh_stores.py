"""A refresh is the same on either store, and leaves what else is in the database alone."""

from __future__ import annotations

from dataclasses import replace

from conftest import Database
from refresh_desk import FORGET, NOW, TEXTS, Desk

from kg.config import Settings
from kg.pipeline import store_of
from kg.refresh import refresh


def settings_of(desk: Desk, database: Database) -> Settings:
    """The desk's settings with the graph in this store."""
    store = replace(desk.settings.store, uri=database.where)
    user, password = database.user or "", database.password or ""
    return replace(desk.settings, store=store, username=user, password=password)


def test_new_changed_and_gone_reach_the_store_and_a_foreign_node_stays(desk: Desk, database: Database) -> None:
    database.run("CREATE (:Person {id: 'a.txt', name: 'Marta Velden'})")
    desk.configure(FORGET)
    settings = settings_of(desk, database)
    assert refresh(settings, NOW).rows_created > 0
    desk.write("c.txt", TEXTS[2])
    (desk.news / "a.txt").unlink()
    report = refresh(settings, NOW)
    assert (report.exit_code, report.new, report.gone) == (0, ("c.txt",), ("a.txt",))
    assert (report.relations_lost, report.lost) == (3, ())  # what is forgotten is counted, and told nowhere
    assert refresh(settings, NOW).rows_changed == 0
    with store_of(settings) as store:
        held = store.read()
    assert [article.key for article in held.articles] == ["b.txt", "c.txt"]
    foreign = database.run("MATCH (n:Person) WHERE NOT n:KG RETURN n.name AS name")
    assert foreign == [{"name": "Marta Velden"}]
