"""Evidence: under its hash, whole or not at all, never changed unnoticed."""

from __future__ import annotations

import hashlib
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lane.evidence import EvidenceError, EvidenceMissing, EvidenceStore


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


@given(content=st.binary(max_size=5000))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_kept_comes_back(store: EvidenceStore, content: bytes):
    digest = store.put(content, ".jpg")
    assert digest == hashlib.sha256(content).hexdigest()
    assert store.get(digest) == content and store.path(digest).suffix == ".jpg"


def test_the_same_content_is_kept_once(store: EvidenceStore):
    digest = store.put(b"one", ".jpg")
    written = store.path(digest).stat().st_mtime_ns
    assert store.put(b"one", ".jpg") == digest
    assert store.path(digest).stat().st_mtime_ns == written


def test_a_changed_file_is_not_given(store: EvidenceStore):
    digest = store.put(b"one", ".jpg")
    store.path(digest).write_bytes(b"two")
    with pytest.raises(EvidenceMissing, match="was changed on the disk"):
        store.get(digest)


@pytest.mark.parametrize(
    "digest", ["", "..", "../../etc/passwd", "*" * 64, "?" * 64, "[a-f]" * 13, "0" * 64, "ab" * 31]
)
def test_only_whole_hashes_name_files(store: EvidenceStore, digest: str):
    store.put(b"one", ".jpg")
    with pytest.raises(EvidenceMissing):
        store.path(digest)


def test_a_folder_that_cant_be_written_is_named_and_leaves_nothing(
    store: EvidenceStore, tmp_path: Path
):
    digest = hashlib.sha256(b"one").hexdigest()
    (tmp_path / "evidence" / digest[:2]).write_bytes(b"in the way")
    with pytest.raises(EvidenceError, match=r"could not be saved .*evidence.*repeat the step"):
        store.put(b"one", ".jpg")
    with pytest.raises(EvidenceMissing):
        store.get(digest)


def _put_many(folder: Path) -> None:
    store = EvidenceStore(folder)
    for number in range(40):
        store.put(b"%d" % number * 1000, ".jpg")


def test_two_processes_may_keep_the_same(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_put_many, args=(tmp_path,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(files) == 40 and not [p for p in files if p.name.startswith(".new-")]
    assert all(hashlib.sha256(p.read_bytes()).hexdigest() == p.stem for p in files)
