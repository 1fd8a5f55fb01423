"""Files in, articles out: in order, one failure loses nothing else, and no bytes make a traceback."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.config import Limits
from kg.model import Article
from kg.sources import ENDINGS, Failure, SourceFile, files, fingerprint, matching, read, read_file

GERMAN = (
    "Die Regierung von Lusonia hat am Montag erklärt, dass sie den Vertrag mit der Reederei Delcor nicht verlängern "
    "werde. Der Hafenmeister von Tarn sagte, die Entscheidung sei schon im Herbst gefallen."
)


def put(folder: Path, **names: str | bytes) -> None:
    for name, content in names.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def articles(*inputs: str | Path, **options: object) -> list[Article]:
    found = list(read(inputs, **options))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Failure)]
    return [item for item in found if isinstance(item, Article)]


def failures(*inputs: str | Path, **options: object) -> list[Failure]:
    return [item for item in read(inputs, **options) if isinstance(item, Failure)]  # type: ignore[arg-type]


# ---- files and folders --------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_sorted_order_and_keys_are_relative_to_it(tmp_path: Path) -> None:
    put(tmp_path, b_txt="Two.", a__z_TXT="One.", _hidden_txt="No.", a___secret_txt="No.", picture_png=b"\0")
    assert [item.key for item in articles(tmp_path)] == ["a/z.TXT", "b.txt"]


def test_a_file_given_directly_has_its_own_name_as_key_and_no_path_leaks(tmp_path: Path) -> None:
    put(tmp_path, deep__a_txt="One.\r\nTwo.")
    (article,) = articles(tmp_path / "deep" / "a.txt")
    assert article == Article(key="a.txt", text="One.\r\nTwo.")


def test_inputs_keep_their_order(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.", b_txt="Two.")
    assert [item.key for item in articles(tmp_path / "b.txt", tmp_path / "a.txt")] == ["b.txt", "a.txt"]


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, out__s_txt="Secret.", out__d__t_txt="Secret.", in__a_txt="One.")
    (tmp_path / "in" / "l.txt").symlink_to(tmp_path / "out" / "s.txt")
    (tmp_path / "in" / "m").symlink_to(tmp_path / "out" / "d")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")
    found = list(read([tmp_path / "in"]))
    assert [item.key for item in found if isinstance(item, Article)] == ["a.txt"]
    assert [item.where for item in found if isinstance(item, Failure)] == ["in/l.txt", "in/m"]


def test_a_file_of_a_mounted_folder_is_a_link_to_a_hidden_one_and_is_read(tmp_path: Path) -> None:
    put(tmp_path, _data__a_txt="One.")
    (tmp_path / "a.txt").symlink_to(tmp_path / ".data" / "a.txt")
    assert [item.key for item in articles(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.txt", "no such file"), ("a.docx", "cannot read .docx: known are .csv"), ("empty", "holds no file")],
)
def test_an_input_that_cannot_be_read_is_a_failure(tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path, a_docx="x")
    (tmp_path / "empty").mkdir()
    (failure,) = failures(tmp_path / name)
    assert (failure.where, failure.error) == (name, "SourceError")
    assert reason in failure.reason


def test_one_file_of_a_folder_reads_as_it_does_in_the_whole(tmp_path: Path) -> None:
    put(tmp_path, a__rows_jsonl='{"text": "One."}\n{"text": "Two."}\n')
    (file,) = files(tmp_path)
    assert isinstance(file, SourceFile)
    assert list(read_file(file)) == list(read([tmp_path]))
    assert fingerprint(file.path).size == 34


@pytest.mark.parametrize(
    ("pattern", "names"),
    [("news", ["a.txt", "deep/b.txt"]), ("news/a.txt", ["a.txt"]), ("news/**/*.txt", ["a.txt", "deep/b.txt"]),
     ("news/*/b.txt", ["deep/b.txt"])],
)  # fmt: skip
def test_a_source_is_a_file_a_folder_or_a_pattern(tmp_path: Path, pattern: str, names: list[str]) -> None:
    put(tmp_path, news__a_txt="One.", news__deep__b_txt="Two.", news___x__c_txt="Hidden.", other_txt="No.")
    assert [item.name for item in matching(pattern, tmp_path) if isinstance(item, SourceFile)] == names


def test_a_pattern_without_a_match_is_a_failure(tmp_path: Path) -> None:
    assert list(matching("*.txt", tmp_path)) == [Failure("*.txt", "no file matches", "SourceError")]


# ---- records ------------------------------------------------------------------------------------------------------


def test_jsonl_of_excel_loses_one_record_and_says_which(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl=b'\xef\xbb\xbf{"id": "j1", "text": "Delcor sued Brandt Bank."}\r\n\r\n'
        b'{"id": "j2", "text": "Brandt Bank\n{"id": "j3", "text": "Ann Tench resigned."}')  # fmt: skip
    one, failure, three = read([tmp_path / "a.jsonl"])
    assert isinstance(one, Article) and isinstance(failure, Failure) and isinstance(three, Article)
    assert (one.key, failure.where, three.key) == ("j1", "a.jsonl line 3", "j3")
    assert failure.reason.startswith("not valid JSON: Unterminated string")


def test_all_fields_of_a_record(tmp_path: Path) -> None:
    row = {"id": "j1", "title": "T", "text": "One.", "published": "2026-02-03T23:10:00-05:00", "source": "Tarn Herald",
           "url": "https://tarn.example/1", "mood": 7}  # fmt: skip
    put(tmp_path, a_json=json.dumps(row))
    (article,) = articles(tmp_path / "a.json")
    assert article == Article("j1", "One.", "T", "https://tarn.example/1", "Tarn Herald", "2026-02-03")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"id": " j1 "}, "j1"),
        ({"id": 7}, "7"),
        ({"url": "https://tarn.example/1"}, "https://tarn.example/1"),
        ({}, "a.jsonl#1"),
    ],
)
def test_the_key_is_the_id_else_the_url_else_the_place(tmp_path: Path, row: dict[str, object], key: str) -> None:
    put(tmp_path, a_jsonl=json.dumps({"text": "One.", **row}))
    assert [item.key for item in articles(tmp_path / "a.jsonl")] == [key]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a"}', "there is no text (fields: id)"),
        ('{"text": " \\n"}', "the text is empty"),
        ('{"text": 7}', "text: expected a string, got int 7"),
        ('{"text": "a", "title": ["b"]}', "title: expected a string, got list ['b']"),
        ('{"text": "a", "published": 2026}', "published: expected a string, got int 2026"),
        ('{"text": "a", "id": true}', "id: expected a string, got bool True"),
        ("[1]", "expected a JSON object, got list"),
        ("[" * 100_000, "not valid JSON: "),
    ],
)
def test_a_wrong_record_is_a_failure_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    put(tmp_path, a_jsonl=f'{{"text": "One."}}\n{line}\n{{"text": "Two."}}')
    one, failure, two = read([tmp_path / "a.jsonl"])
    assert isinstance(one, Article) and isinstance(failure, Failure) and isinstance(two, Article)
    assert failure.where == "a.jsonl line 2"
    assert failure.reason.startswith(reason)


@pytest.mark.parametrize(
    ("given", "day"),
    [("2026-02-03", "2026-02-03"), ("2026-02-03T10:00:00Z", "2026-02-03"), ("2026-02-03 10:00:00 UTC", "2026-02-03"),
     ("20260203", "2026-02-03"), ("yesterday", None), ("2026-02-31", None), ("2026-02-31 10:00 UTC", None), ("", None)],
)  # fmt: skip
def test_published_is_an_iso_day_or_nothing(tmp_path: Path, given: str, day: str | None) -> None:
    put(tmp_path, a_jsonl=json.dumps({"text": "One.", "published": given}))
    assert [item.published for item in articles(tmp_path / "a.jsonl")] == [day]


def test_lone_surrogates_and_nuls_become_one_sign_each_and_pairs_stay(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl='{"text": "a\\ud800b\\u0000c \\ud83d\\ude00", "title": "\\udc00"}')
    (article,) = articles(tmp_path / "a.jsonl")
    assert (article.text, article.title) == ("a\ufffdb\ufffdc 😀", "\ufffd")


def test_a_json_list_and_json_lines_named_json(tmp_path: Path) -> None:
    put(tmp_path, a_json='[{"text": "One."}, 7, {"text": "Two."}]', b_json='{"text": "One."}\n{"text": "Two."}\n')
    found = list(read([tmp_path]))
    assert [item.key for item in found if isinstance(item, Article)] == ["a.json#1", "a.json#3", "b.json#1", "b.json#2"]
    assert [item.where for item in found if isinstance(item, Failure)] == [f"{tmp_path.name}/a.json item 2"]


def test_jsonl_in_utf_16(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl='{"id": "j1", "text": "Żelazny left."}\n{"id": "j2", "text": "Two."}\n'.encode("utf-16"))
    assert [item.key for item in articles(tmp_path / "a.jsonl")] == ["j1", "j2"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_a_mark_other_delimiters_and_newlines_in_cells(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "Text", "published"], ["r1", '"One.\r\nTwo."', "2026-02-03"], ["", '"A ""quote"", said."', ""]]
    put(tmp_path, a_csv=b"\xef\xbb\xbf" + "\r\n".join(delimiter.join(row) for row in rows).encode())
    assert articles(tmp_path / "a.csv") == [
        Article("r1", "One.\r\nTwo.", published="2026-02-03"),
        Article("a.csv#2", 'A "quote", said.'),
    ]


def test_a_broken_row_of_csv_loses_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, a_csv='id,text\nr1,"One."\nr2,"Two.\nr3,"Three."\nr4,Four, five.\n\nr6,"Six\nlines"\nr7,"Seven.\n')
    found = list(read([tmp_path / "a.csv"]))
    assert [item.key for item in found if isinstance(item, Article)] == ["r1", "r3", "r6"]
    assert [item.where for item in found if isinstance(item, Failure)] == [f"a.csv line {n}" for n in (3, 5, 9)]


@pytest.mark.parametrize(
    ("long", "reason"),
    [
        ("2," + "x" * 1_500, "a cell holds more than 1,000 characters, the limit (kg.toml)"),
        ('2,"' + "x, " * 3_000 + '"', "a cell holds more than 1,000 characters, the limit (kg.toml)"),
        ("2," + ("y" * 900 + ",") * 9, "longer than 4,000 characters"),
    ],
)
def test_a_cell_or_line_of_csv_that_is_too_long_is_named_and_loses_nothing_else(
    tmp_path: Path, long: str, reason: str
) -> None:
    put(tmp_path, a_csv=f'id,text\n1,"One\nmore."\n{long}\n3,Three.\n4,"Not" closed.\n5,Five.\n')
    found = list(read([tmp_path / "a.csv"], limits=Limits(article_bytes=1_000)))
    faults = [(item.where, item.reason) for item in found if isinstance(item, Failure)]
    assert faults == [("a.csv line 4", reason), ("a.csv line 6", "not a row of CSV: ',' expected after '\"'")]
    assert [item.text for item in found if isinstance(item, Article)] == ["One\nmore.", "Three.", "Five."]


def test_csv_without_a_text_column_says_what_its_first_line_is(tmp_path: Path) -> None:
    put(tmp_path, a_csv="id,body\n1,One.\n")
    assert [item.reason for item in failures(tmp_path / "a.csv")] == [
        "the first line must name the columns, one of them text; it is 'id,body'"
    ]


def test_csv_from_windows_with_a_long_cell(tmp_path: Path) -> None:
    put(tmp_path, a_csv=('text\n"“No deal,” he said.' + " Yes." * 40_000 + '"\n').encode("cp1252"))
    (article,) = articles(tmp_path / "a.csv")
    assert article.text.startswith("“No deal,” he said. Yes.")


# ---- the whole run ------------------------------------------------------------------------------------------------


def test_a_key_that_comes_again_with_another_text_names_both_places(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl='{"id": "j1", "text": "One."}\n{"id": "j1", "text": "One."}\n{"id": "j1", "text": "Two."}')
    article, failure = read([tmp_path / "a.jsonl"])
    assert isinstance(article, Article) and isinstance(failure, Failure)
    assert article.text == "One."
    assert failure.where == "a.jsonl line 3"
    assert "'j1' is already that of a.jsonl line 1" in failure.reason


def test_the_same_input_twice_gives_each_article_once(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.")
    assert len(articles(tmp_path, tmp_path)) == 1


def test_an_article_in_another_language_is_kept_and_says_so(tmp_path: Path) -> None:
    put(tmp_path, de_txt=GERMAN, short_txt="Nein.", en_txt="The mayor of Tarn resigned on Monday. " * 4)
    assert {item.key: item.language for item in articles(tmp_path)} == {
        "de.txt": "de",
        "en.txt": None,
        "short.txt": None,
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n", "the text is empty"),
        (b"PK\0\1\0", "binary"),
        (b"One. " * 30, "150 bytes; the limit is 100"),
    ],
)
def test_a_text_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    put(tmp_path, a_txt=content)
    (failure,) = failures(tmp_path / "a.txt", limits=Limits(article_bytes=100))
    assert failure.where == "a.txt"
    assert failure.reason.startswith(reason)


def test_an_enormous_line_or_cell_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    rows = ["x" * 700, "y" * 150, "One."]
    put(tmp_path, a_jsonl="\n".join(json.dumps({"text": row}) for row in rows))
    found = list(read([tmp_path / "a.jsonl"], limits=Limits(article_bytes=100)))
    assert [type(item).__name__ for item in found] == ["Failure", "Failure", "Article"]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"One. Two.\n", ["stdin"]),
        (b'\n{"id": "j1", "text": "One."}\n{"id": "j2", "text": "Two."}', ["j1", "j2"]),
        (b'[{"id": "j1", "text": "One."}]', ["j1"]),
        (b'{\n"id": "j1",\n"text": "One."}\n', ["j1"]),
        (b"{We} said so.", ["stdin"]),
    ],
)
def test_standard_input_is_text_or_json(data: bytes, keys: list[str]) -> None:
    assert [item.key for item in articles("-", stdin=io.BytesIO(data))] == keys


def test_a_broken_first_line_of_standard_input_loses_only_itself() -> None:
    found = list(read(["-"], stdin=io.BytesIO(b'{"text": "One\n{"id": "j2", "text": "Two."}\n')))
    assert [getattr(item, "where", None) or getattr(item, "key", None) for item in found] == [
        "standard input line 1",
        "j2",
    ]


PIECES = st.sampled_from(
    [b'"', b",", b"\n", b"text", b"{", b"}", b"[", b"\xff\xfe", b"\xef\xbb\xbf", b"<p>", b"<li>", b"<!--", b"%PDF-1.7",
     b"1 0 obj", b"\x93", b"\xc3\xa9", b"\0", b"<meta charset=hex>", b"First published 31 May 2026"]
)  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=300), st.lists(PIECES).map(b"".join)))
def test_no_bytes_make_a_traceback(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    for item in read([path]):
        assert isinstance(item, Failure) or item.text.encode()
