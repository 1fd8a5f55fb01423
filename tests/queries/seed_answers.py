"""What each question gives on the graph of seeds/: arguments, and the rows that matter in the columns that matter.

Each row was read beside its article. A question may give more rows than these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from shlex import split
from typing import Any

from kg.catalog import Query


@dataclass(frozen=True)
class Answer:
    """Rows that the answer holds; `whole` says that it holds no others."""

    columns: str
    rows: tuple[tuple[Any, ...], ...]
    given: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = False


def example_of(query: Query) -> dict[str, str]:
    """The arguments of the example in a query's header."""
    return dict(word.split("=", 1) for flag, word in pairwise(split(query.example)) if flag == "-p")


ANSWERS: dict[str, Answer] = {
    # ---- actors
    "profile": Answer(
        "actor kind aliases country affiliation offices articles",
        (("John Nicholson", "Person", ["Nicholson"], "USA", "United States", ["officer_of United States"], 4),),
        {"name": "nicholson"}, whole=True,
    ),
    "relations": Answer(
        "subject predicate object status speakers",
        (
            ("Hibatullah Akhundzada", "leader_of", "Taliban", "actual", []),
            ("Russia", "lent_to", "Taliban", "claimed", ["John Nicholson"]),
        ),
        {"name": "Taliban"},
    ),
    "spoke-with": Answer(
        "one other status speakers",
        (
            ("Ashraf Ghani", "Donald Trump", "claimed", ["White House"]),
            ("Ashraf Ghani", "James Mattis", "actual", []),
        ),
        {"name": "Ghani"},
    ),
    "most-active": Answer("actor kind", (("Taliban", "Organization"), ("Ashraf Ghani", "Person")), {"top": 5}),
    "mentioned-with": Answer(
        "actor beside stories related",
        (("Akhtar Mansour", "Taliban", 4, True), ("Akhtar Mansour", "Barack Obama", 2, False)),
        {"name": "Mansour"},
    ),
    "offices-of": Answer(
        "person predicate of from_day until_day articles",
        (
            ("Hamid Karzai", "leader_of", ["Afghanistan"], "2001-12-01", None, 1),
            ("Hamid Karzai", "resigned", [], "2014-09-01", "2014-09-30", 2),
        ),
        {"name": "Hamid Karzai"}, whole=True,
    ),
    "friends-and-foes": Answer(
        "other friendly hostile friendly_claimed hostile_claimed",
        (
            ("Russian Supreme Court", 0, 1, 0, 0),
            ("Ashraf Ghani", 1, 0, 0, 0),
            ("Russia", 0, 0, 2, 0),
        ),
        {"name": "Taliban"},
    ),
    # ---- events
    "events-of": Answer(
        "day role event status",
        (("2017-04-21", "actor", "Taliban fighters killed more than 100 soldiers", "actual"),),
        {"name": "Taliban"},
    ),
    "events-at": Answer(
        "day event actors status speakers articles",
        (
            ("2016-05-21", "an American drone killed Akhtar Mansour", ["United States"], "actual",
             ["American and Afghan officials"], 3),
            ("2013-01-01", "Omar had died in Pakistan", ["Omar"], "claimed", ["Afghan government"], 1),
        ),
        {"name": "Pakistan"}, whole=True,
    ),
    "casualties": Answer(
        "day by who low high words disputed",
        (("2017-04-21", ["Taliban"], ["at least 140 soldiers", "more than 100 soldiers"], 101, None,
          ["at least 140", "more than 100"], True),),
        {"name": "Taliban"},
    ),
    "well-reported": Answer(
        "event stories outlets",
        (
            ("an American drone killed Akhtar Mansour", 3,
             ["Northern Wire", "The Harbour Gazette", "taliban-letter.txt"]),
        ),
        {"stories": 3},
    ),
    "demands": Answer("actor demand status", (("Taliban", "withdrawal of foreign troops", "actual"),)),
    "demands-and-outcomes": Answer(
        "reported actor status outcome by outcome_day outcome_status",
        (("2017-04-23", "Several members of parliament", "actual", "Abdullah Habibi resigned on Monday",
          ["Abdullah Habibi", "Qadam Shah Shahim"], "2017-04-24", "actual"),),
        {"of": "Habibi"}, whole=True,
    ),
    "hidden": Answer(
        "status event speakers",
        (("denied", "The Taliban had carried out the bombing", ["Taliban"]),),
        {"status": "denied"},
    ),
    # ---- claims
    "says-about": Answer(
        "speaker about status article",
        (("Curtis Scaparrotti", "Russia", "hypothetical", "russia-accused-of-arming-taliban"),),
        {"about": "Russia"},
    ),
    "claims-and-denials": Answer(
        "claimed_by claim_article denied_by denial_article denial_status",
        (("Afghan officials", "russia-accused-of-arming-taliban", "Russia", "russia-denies-arming-taliban", "denied"),),
    ),
    "accusations": Answer(
        "accuser accused content content_status denied_by",
        (
            ("Afghan officials", "Russia", "Russia supplying weapons", "claimed", ["Russia"]),
            ("John Nicholson", "Russia", "Russia lending the Taliban legitimacy", "claimed", []),
        ),
        {"name": "Moscow"},
    ),
    "responsibility": Answer(
        "who says of about status article",
        (
            ("Taliban", "claims_responsibility_for", [], ["death"], "actual",
             "two-karzais-of-kandahar"),
            ("Taliban", "denies", [], ["The Taliban had carried out the bombing"], "actual", "kabul-truck-bomb"),
        ),
        {"name": "Taliban"}, whole=True,
    ),
    "single-source": Answer(
        "claim status speaker source",
        (
            ("Russia lending the Taliban legitimacy", "claimed", "John Nicholson", "Capitol Dispatch"),
            ("Russia had increased its influence over the Taliban", "claimed", "Curtis Scaparrotti", "Radio Meridian"),
        ),
        {"name": "Russia"},
    ),
    "contradictions": Answer(
        "speaker says says_status denies denies_status",
        (("Taliban", "A day later the Taliban admitted that Omar had died, without a word about the denial.", "claimed",
          "The Taliban denied that Omar had died.", "denied"),),
    ),
    "disputed": Answer(
        "low words speaker article",
        (
            (101, "more than 100", None, "balkh-base-attack-100-dead"),
            (140, "at least 140", "Afghan officials", "balkh-base-attack-140-dead"),
        ),
        whole=True,
    ),
    # ---- evidence
    "evidence": Answer(
        "subject predicate object status article",
        (
            ("John Nicholson", "accuses", "Russia", "actual", "nicholson-asks-for-troops"),
            ("John Nicholson", "voices_dismay_at", "Russia", "actual", "taliban-letter.txt"),
        ),
        {"one": "John Nicholson", "other": "Moscow"},
    ),
    "quotes-of": Answer(
        "published speaker event status article",
        (("2017-04-23", "former officer", "Somebody inside helped them", "claimed", "balkh-base-attack-100-dead"),),
    ),
    "sentences": Answer(
        "published event status speakers article",
        (
            ("2017-03-24", "Russia supplying weapons", "claimed", ["Afghan officials"],
             "russia-accused-of-arming-taliban"),
            ("2017-03-25", "Russia supplying weapons", "denied", ["Russia"], "russia-denies-arming-taliban"),
        ),
        {"words": "WEAPONS"},
    ),
    "reports-of": Answer(
        "event published source status speakers",
        (
            ("an American drone killed Akhtar Mansour", "2016-05-24", "Northern Wire", "claimed",
             ["American and Afghan officials"]),
            ("an American drone killed Akhtar Mansour", "2016-05-26", "The Harbour Gazette", "actual", []),
            ("an American drone killed Akhtar Mansour", None, None, "actual", []),
        ),
        {"name": "Mansour"}, whole=True,
    ),
    # ---- time
    "office-on-day": Answer(
        "holder office of status",
        (("Akhtar Mansour", "leader_of", "Taliban", "actual"),),
        {"of": "Taliban", "day": "2016-04-01"},
    ),
    "first-mention": Answer(
        "actor published source article",
        (
            ("CIA", "2017-07-12", "Institute for Hill Country Studies", "two-karzais-of-kandahar"),
            ("Saudi Arabia", "2017-09-19", "Capitol Dispatch", "mattis-sends-more-troops"),
        ),
        {"since": "2017-07-01"},
    ),
    "changed-between": Answer(
        "change event before status speakers published",
        (
            ("changed", "Russia supplying weapons", ["claimed"], "denied", ["Russia"], "2017-03-25"),
            ("new", "Moscow has rejected the accusation of Afghan officials", [], "actual", [], "2017-03-25"),
        ),
        {"since": "2017-03-24", "until": "2017-03-25"},
    ),
    "rising": Answer(
        "actor rise stories before from_day until_day",
        (
            ("Taliban", 3, 3, 0, "2017-04-19", "2017-04-25"),
            ("Abdullah Habibi", 2, 2, 0, "2017-04-19", "2017-04-25"),
        ),
        {"until": "2017-04-25"},
    ),
    "timeline": Answer(
        "day event actors status",
        (
            ("2017-04-21", "Taliban fighters killed more than 100 soldiers", ["Taliban"], "actual"),
            ("2017-04-22", "Ashraf Ghani flew to Mazar-i-Sharif", ["Ashraf Ghani"], "actual"),
            ("2017-04-24", "Abdullah Habibi resigned on Monday", ["Abdullah Habibi", "Qadam Shah Shahim"], "actual"),
        ),
        {"since": "2017-04-20", "until": "2017-04-30"},
    ),
    "planned": Answer(
        "day event actors status speakers",
        (
            ("2017-04-14", "Russia will host a conference on Afghanistan in Moscow", ["Russia"], "future", []),
            ("2017-09-21", "Trump will meet Ashraf Ghani", ["Ashraf Ghani", "Donald Trump"], "future", ["White House"]),
        ),
        {"after": "2017-04-01"},
    ),
    # ---- network
    "path": Answer(
        "steps actors predicates",
        ((2, ["John Nicholson", "United States", "Akhtar Mansour"], ["officer_of", "killed"]),),
        {"one": "John Nicholson", "other": "Mansour"}, whole=True,
    ),
    "brokers": Answer(
        "broker contacts_one contacts_other names_one names_other",
        (
            ("Russia", 2, 1, ["John Nicholson", "United States (claimed)"], ["Taliban (claimed)"]),
            ("Ashraf Ghani", 2, 1, ["Donald Trump (claimed)", "James Mattis"], ["Taliban"]),
        ),
        {"one": "USA", "other": "Taliban"},
    ),
    "in-common": Answer(
        "third with_one with_other",
        (
            ("Ashraf Ghani", ["spoke_with (claimed)"], ["offers"]),
            ("Zabihullah Mujahid", ["warns (claimed)"], ["spokesman_for"]),
        ),
        {"one": "Trump", "other": "Taliban"}, whole=True,
    ),
    "most-connected": Answer(
        "actor contacts only_claimed", (("Ashraf Ghani", 6, 1), ("John Nicholson", 4, 0)), {"kind": "Person", "top": 5}
    ),
    # ---- quality
    "weakest-edges": Answer(
        "subject predicate object status article",
        (("Charles Cleveland", "spokesman_for", "American mission", "actual", "taliban-letter.txt"),),
        {"top": 1}, whole=True,
    ),
    "anonymous-sources": Answer(
        "claim speaker article",
        (
            ("He needs unity", "Western diplomat", "akhundzada-named-leader"),
            ("Taliban envoys met Mohammad Masoom Stanekzai", "unnamed Taliban officials", "no-military-solution.txt"),
        ),
    ),
    "shared-names": Answer(
        "shared actor kind",
        (("moscow", "Russia", "Place"), ("moscow", "Moscow", "Place"), ("haqqani", "Sirajuddin Haqqani", "Person")),
    ),
    "sources": Answer(
        "source articles stories first_day last_day",
        (
            ("Northern Wire", 3, 3, "2016-05-24", "2017-04-25"),
            ("Volga Bulletin", 1, 1, "2017-03-25", "2017-03-25"),
        ),
    ),
}  # fmt: skip
