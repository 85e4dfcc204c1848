"""The profile as a file: damage, versions, strangers, second processes, full disks and processes killed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from engine.play.saves import SlotInfo
from engine.profile import errors, schema
from engine.profile.database import open_database
from engine.profile.errors import ProfileError
from engine.profile.store import open_profile
from tests.shop_goods import SHOP, Clock

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "anna.sqlite"


def kept(file: Path, content: bytes = b"there") -> None:
    """A profile with one slot, closed again."""
    with open_profile(file, "tea") as profile:
        profile.keep("a", content, SlotInfo())


# ---------------------------------------------------------------- how it is opened


def test_the_disk_is_asked_to_keep_its_word(file: Path) -> None:
    """A profile runs in WAL mode with full synchronisation and foreign keys, or a returned save could still be lost."""
    with open_profile(file, "tea") as profile:
        read = profile.database.read
        found = [
            read(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 1000]


def test_a_new_profile_makes_its_folder(tmp_path: Path) -> None:
    """The folder of saves need not exist before the first game."""
    kept(tmp_path / "new" / "folder" / "anna.sqlite")
    assert (tmp_path / "new" / "folder" / "anna.sqlite").is_file()


def test_a_folder_in_the_place_of_the_file_is_one_sentence(tmp_path: Path) -> None:
    """A path that cannot be a file is refused with a sentence that names the profile."""
    (tmp_path / "anna.sqlite").mkdir()
    with pytest.raises(ProfileError, match=r"profile anna\.sqlite cannot be opened"):
        open_profile(tmp_path / "anna.sqlite", "tea")


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    """A folder that cannot be made is refused with a sentence that names the profile."""
    (tmp_path / "saves").write_text("not a folder")
    with pytest.raises(ProfileError, match=r"profile anna\.sqlite cannot be opened"):
        open_profile(tmp_path / "saves" / "anna.sqlite", "tea")


# ---------------------------------------------------------------- versions


def test_every_older_version_upgrades_and_keeps_what_it_held(file: Path) -> None:
    """A file of each version ever written opens as the newest and still holds its saves."""
    for old in range(1, schema.VERSION + 1):
        path = file.with_name(f"v{old}.sqlite")
        connection = sqlite3.connect(path)
        schema.migrate(connection, to=old)
        connection.execute(
            "INSERT INTO slots VALUES ('tea', 'a', 'rain', 'rain.tea', '', '', '', 1.5, 2.5, 0, NULL, '')"
        )
        connection.commit()
        connection.close()
        with open_profile(path, "tea") as profile:
            assert schema.version(profile.database._connection) == schema.VERSION
            assert profile.slots() == [SlotInfo("a", "rain", "rain.tea", saved_at=1.5, playtime=2.5)]
            profile.ensure_start(SHOP)
            assert profile.balance() == 150


def test_upgrading_step_by_step_and_at_once_end_alike() -> None:
    """The tables of a profile do not depend on which versions it lived through."""
    slowly, at_once = (sqlite3.connect(":memory:") for _ in range(2))
    for version in range(1, schema.VERSION + 1):
        schema.migrate(slowly, to=version)
    schema.migrate(at_once)
    question = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    assert slowly.execute(question).fetchall() == at_once.execute(question).fetchall()
    slowly.close()
    at_once.close()


def test_a_migration_that_fails_changes_nothing(file: Path) -> None:
    """A file on which a migration trips stays at its version with everything in it."""
    connection = sqlite3.connect(file, isolation_level=None)
    schema.migrate(connection, to=1)
    connection.execute("CREATE TABLE worn (in_the_way)")
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection)
    assert schema.version(connection) == 1
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert "ledger" not in tables
    assert "slots" in tables


def test_a_newer_version_is_left_alone(file: Path) -> None:
    """A profile of tomorrow's game is refused in one sentence and not one byte of it changes."""
    kept(file)
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(ProfileError, match="newer version of the game; update the game"):
        open_profile(file, "tea")
    assert file.read_bytes() == before


def test_another_programs_database_is_left_alone(file: Path) -> None:
    """A SQLite file that is not ours is refused in one sentence and not one byte of it changes."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE recipes (title)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(ProfileError, match="belongs to another program"):
        open_profile(file, "tea")
    assert file.read_bytes() == before


def test_a_strangers_rules_are_not_run(file: Path) -> None:
    """A profile from a stranger in which a trigger would mint petals is refused in one sentence and not changed."""
    kept(file)
    connection = sqlite3.connect(file)
    connection.execute(
        "CREATE TRIGGER luck AFTER INSERT ON once BEGIN INSERT INTO ledger"
        " (story, 'order', kind, petals, usd_cents, at) VALUES ('tea', 'luck', 'earn', 9999, 0, 0); END"
    )
    connection.close()
    before = file.read_bytes()
    with pytest.raises(ProfileError, match="rules that the game did not write"):
        open_profile(file, "tea")
    assert file.read_bytes() == before


# ---------------------------------------------------------------- damage


def damage_header(content: bytearray) -> None:
    content[:16] = b"not a database!!"


def damage_schema(content: bytearray) -> None:
    content[100:160] = bytes(60)


def cut_in_half(content: bytearray) -> None:
    del content[len(content) // 2 :]


def damage_inside(content: bytearray) -> None:
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64


@pytest.mark.parametrize("harm", [damage_header, damage_schema, cut_in_half, damage_inside])
def test_a_damaged_file_is_set_aside_whole(file: Path, harm: Callable[[bytearray], None]) -> None:
    """Whatever broke the file, it is renamed with every byte it had, a new profile begins, and the player is told."""
    kept(file, bytes(200_000))
    content = bytearray(file.read_bytes())
    harm(content)
    file.write_bytes(content)
    with open_profile(file, "tea") as profile:
        assert profile.slots() == []
        assert profile.notice is not None
        assert "set aside as anna.sqlite.damaged-" in profile.notice
        profile.keep("a", b"new", SlotInfo())
    [aside] = [path for path in file.parent.iterdir() if ".damaged-" in path.name]
    assert aside.read_bytes() == content
    with open_profile(file, "tea") as profile:
        assert (profile.kept("a"), profile.notice) == (b"new", None)


def test_a_second_damaged_file_does_not_replace_the_first(file: Path) -> None:
    """Damage twice within a second leaves two files aside."""
    for content in (b"first" * 1000, b"second" * 1000):
        file.write_bytes(content)
        open_profile(file, "tea").close()
    aside = sorted(path.read_bytes()[:6] for path in file.parent.iterdir() if ".damaged-" in path.name)
    assert aside == [b"firstf", b"second"]


def test_an_empty_file_is_a_new_profile(file: Path) -> None:
    """A file of no bytes, as a full disk leaves it, becomes a profile without a word."""
    file.touch()
    with open_profile(file, "tea") as profile:
        assert profile.notice is None
        profile.keep("a", b"x", SlotInfo())


def test_a_broken_statement_is_not_taken_for_a_broken_disk(file: Path) -> None:
    """A fault of the program is not dressed up as the player's damaged file."""
    database = open_database(file)
    with pytest.raises(sqlite3.OperationalError):
        database.read("SELECT nothing FROM nowhere")
    with pytest.raises(sqlite3.OperationalError), database.write() as connection:
        connection.execute("INSERT INTO nowhere VALUES (1)")
    database.close()


def test_a_transaction_is_all_or_nothing(file: Path) -> None:
    """A write that fails half way leaves none of its rows, and the next one is not in its way."""
    with open_profile(file, "tea") as profile:
        with suppress(KeyboardInterrupt), profile.database.write() as connection:
            connection.execute("INSERT INTO stills VALUES ('tea', 'half', 0)")
            raise KeyboardInterrupt
        profile.note_still("whole")
        assert profile.stills() == ["whole"]


def test_a_full_disk_is_one_sentence_and_changes_nothing(file: Path) -> None:
    """When the file may not grow, saving is refused with the remedy, what was kept stays, and play can go on."""
    with open_profile(file, "tea") as profile:
        profile.keep("a", b"before", SlotInfo())
        pages = int(profile.database.read("PRAGMA page_count")[0][0])
        profile.database.read(f"PRAGMA max_page_count = {pages + 2}")
        profile.note_line("rain.arrival", "1")
        with pytest.raises(ProfileError, match=r"full.*nothing was changed; check free disk space"):
            profile.keep("a", bytes(500_000), SlotInfo())
        assert profile.kept("a") == b"before"
        profile.database.read(f"PRAGMA max_page_count = {pages + 1000}")
        profile.keep("a", b"after", SlotInfo())
    with open_profile(file, "tea") as profile:
        assert profile.kept("a") == b"after"
        assert profile.seen("rain.arrival", "1")


def test_a_disk_that_refuses_the_last_flush_does_not_keep_the_file(file: Path) -> None:
    """A close that cannot write says so, lets go of the file all the same, and closing again is no fault."""
    profile = open_profile(file, "tea")
    profile.database.read("PRAGMA query_only = ON")
    profile.note_line("rain.arrival", "1")
    with pytest.raises(ProfileError, match="could not be written"):
        profile.close()
    profile.close()
    open_profile(file, "tea").close()


def test_seen_lines_outlast_a_disk_that_is_full_for_a_while(file: Path) -> None:
    """The timed flush is silent while the disk refuses, and the lines are written when it gives way."""
    clock = Clock()
    with open_profile(file, "tea", clock) as profile:
        profile.database.read("PRAGMA query_only = ON")
        profile.note_line("rain.arrival", "1")
        clock.now += 1
        profile.flush_if_due()
        profile.database.read("PRAGMA query_only = OFF")
        clock.now += 1
        profile.flush_if_due()
        assert profile.database.read("SELECT step FROM seen") == [("1",)]


# ---------------------------------------------------------------- one process at a time

CHILD = """
import sys
from engine.play.saves import SlotInfo
from engine.profile.store import open_profile
profile = open_profile(sys.argv[1], "tea")
profile.keep("a", b"x" * 130_000, SlotInfo(note="killed"))
profile.note_line("rain.arrival", "1")
profile.note_once("golden_rain")
print("kept", flush=True)
sys.stdin.read()
"""


def child(file: Path) -> subprocess.Popen[str]:
    """A second process that holds the profile, once it has said so."""
    command = [sys.executable, "-c", CHILD, str(file)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "kept\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_and_a_killed_one_is_not_in_the_way(file: Path) -> None:
    """While a game runs its profile is closed to others; a kill right after a save frees it with the save in it."""
    process = child(file)
    try:
        with pytest.raises(ProfileError, match=r"anna\.sqlite is open in another window of the game"):
            open_profile(file, "tea")
    finally:
        end(process)
    with open_profile(file, "tea") as profile:
        assert profile.kept("a") == b"x" * 130_000
        assert profile.seen("rain.arrival", "1")
        assert profile.outside("new run").once == {"golden_rain"}


def test_the_same_process_is_refused_too_and_a_close_frees_the_file(file: Path) -> None:
    """Opening twice within one process is refused, and the first opening is none the worse for it."""
    first = open_profile(file, "tea")
    with pytest.raises(ProfileError, match="open in another window"):
        open_profile(file, "sea")
    first.keep("a", b"still mine", SlotInfo())
    first.close()
    with open_profile(file, "sea") as second:
        assert second.slots() == []


def test_two_that_start_at_once_leave_one(file: Path) -> None:
    """Of several openings in the same moment exactly one has the profile."""
    kept(file)
    together, results = threading.Barrier(4), []

    def start() -> None:
        together.wait()
        try:
            database = open_database(file)
        except ProfileError as fault:
            results.append(fault.sentence)
        else:
            results.append("mine")
            together.wait()
            database.close()
            return
        together.wait()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(results) == sorted(["mine", *[errors.IN_USE] * 3])


def test_a_profile_that_a_tool_reads_is_in_use(file: Path) -> None:
    """A program that holds the database itself, past our lock, is told of in the same sentence."""
    kept(file)
    tool = sqlite3.connect(file, isolation_level=None)
    tool.execute("PRAGMA locking_mode = EXCLUSIVE")
    tool.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProfileError, match="open in another window"):
        open_profile(file, "tea")
    tool.close()
    open_profile(file, "tea").close()


def test_every_sentence_can_be_filled() -> None:
    """Each sentence of the catalogue is one line with a remedy or a fact, and takes the values it names."""
    names = {"profile", "fault", "aside", "slot"}
    for sentence in errors.SENTENCES:
        filled = str(ProfileError(sentence, **dict.fromkeys(names, "x")))
        assert filled.endswith(".")
        assert "\n" not in filled
        assert "{" not in filled
    written = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, str)}
    assert written == set(errors.SENTENCES)
