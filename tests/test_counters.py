"""Counters that processes share: in a file that survives what files meet, and in Redis; and the day's key."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from limits.errors import StorageError
from limits.storage import RedisStorage, Storage, storage_from_string

from lookup.web.counters import DAY, SQLiteStorage, key_of
from tests.redis_server import redis_server

TODAY = int(time.time()) // DAY


@pytest.fixture(scope="module")
def redis():
    with redis_server() as address:
        yield address


@pytest.fixture
def path(tmp_path):
    return tmp_path / "counters.db"


@pytest.fixture(params=["sqlite", "redis"])
def address(request, path):
    return f"sqlite://{path}" if request.param == "sqlite" else request.getfixturevalue("redis")


@pytest.fixture
def storage(address):
    found = storage_from_string(address, wrap_exceptions=True)
    found.reset()
    return found


def test_counting(storage):
    assert [storage.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    assert storage.incr("a", 60, 5) == 8
    assert storage.incr("a", 60, -1) == 7
    assert (storage.get("a"), storage.get("b")) == (7, 0)
    assert storage.check()
    storage.clear("a")
    assert storage.get("a") == 0


def test_a_counter_ends_when_its_time_is_over_however_often_it_was_counted(storage):
    storage.incr("short", 1)
    storage.incr("long", 60)
    assert 0 < storage.get_expiry("short") - time.time() <= 1
    time.sleep(0.5)
    assert storage.incr("short", 1) == 2
    time.sleep(0.7)
    assert (storage.get("short"), storage.get("long")) == (0, 1)
    assert storage.incr("short", 60) == 1


def test_what_has_ended_is_deleted_by_itself(path):
    storage = SQLiteStorage(f"sqlite://{path}")
    for number in range(50):
        storage.incr(str(number), 0)
    storage.incr("last", 60)
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT key FROM counters").fetchall() == [("last",)]


def count(address: str, times: int) -> None:
    storage = storage_from_string(address)
    assert isinstance(storage, Storage)
    for _ in range(times):
        storage.incr("all", 60)


def test_processes_count_together(address, storage):
    processes = [
        multiprocessing.get_context("spawn").Process(target=count, args=(address, 200)) for _ in "abcd"
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert storage.get("all") == 800


def test_forks_and_threads_count_together(storage):
    storage.incr("all", 60)
    children = []
    for _ in "ab":
        children.append(os.fork())
        if not children[-1]:
            for _ in range(50):
                storage.incr("all", 60)
            os._exit(0)
    threads = [threading.Thread(target=lambda: [storage.incr("all", 60) for _ in range(50)]) for _ in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert storage.get("all") == 301


def test_all_share_the_key_of_a_day_and_the_next_day_it_is_gone(address, storage):
    key = key_of(storage, TODAY)
    other = storage_from_string(address)
    assert isinstance(other, Storage)
    assert len(key) >= 32
    assert key_of(other, TODAY) == key
    assert key_of(other, TODAY + 1) != key


def test_with_the_key_of_a_day_all_that_was_counted_is_gone_from_the_file(path):
    storage = SQLiteStorage(f"sqlite://{path}")
    key = storage.key_of(TODAY)
    storage.incr("counted today", 10 * DAY)
    assert key in everything(path)
    storage.key_of(TODAY + 1)
    assert storage.get("counted today") == 0
    assert key not in everything(path)
    assert b"counted today" not in everything(path)


def test_redis_forgets_the_key_when_the_day_ends(redis):
    storage = storage_from_string(redis)
    assert isinstance(storage, RedisStorage)
    key_of(storage, TODAY)
    left = storage.storage.ttl(storage.prefixed_key(f"day/{TODAY}"))
    assert 0 < left <= DAY - int(time.time()) % DAY + 1


def test_only_the_owner_may_read_the_file(path):
    umask = os.umask(0)
    try:
        SQLiteStorage(f"sqlite://{path}").incr("a", 60)
    finally:
        os.umask(umask)
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {
        "counters.db": "0o600",
        "counters.db-shm": "0o600",
        "counters.db-wal": "0o600",
    }


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scribbled_over(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [cut_off, scribbled_over, a_folder])
def test_a_damaged_file_is_an_error_until_it_is_taken_away(path, damage):
    SQLiteStorage(f"sqlite://{path}").incr("a", 60)
    for beside in path.parent.glob("counters.db-*"):
        beside.unlink()
    damage(path)
    storage = SQLiteStorage(f"sqlite://{path}", wrap_exceptions=True)
    for _ in range(2):
        with pytest.raises(StorageError):
            storage.incr("a", 60)
        with pytest.raises(StorageError):
            key_of(storage, TODAY)
    assert not storage.check()
    path.rmdir() if path.is_dir() else path.unlink()
    assert storage.incr("a", 60) == 1


def test_a_full_disk_is_an_error(path):
    """As far as a process can be told that there is no room: its files may not grow."""
    storage = SQLiteStorage(f"sqlite://{path}", wrap_exceptions=True)
    storage.incr("a", 60)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            storage.incr("b", 60)
        except StorageError:
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert (storage.get("a"), storage.get("b")) == (1, 0)


def test_redis_that_is_away_is_an_error():
    storage = storage_from_string("redis://127.0.0.1:1", wrap_exceptions=True)
    assert isinstance(storage, Storage)
    assert not storage.check()
    with pytest.raises(StorageError):
        storage.incr("a", 60)
    with pytest.raises(StorageError):
        key_of(storage, TODAY)
