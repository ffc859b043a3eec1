"""Whoosh's index with our own posting lists: what is put in is read back, by us and by Whoosh."""

from collections import defaultdict
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, index
from whoosh.filedb.filestore import FileStorage

from lookup.index.postings import Codec

KEYS = st.sets(st.sampled_from(["doe", "doe|jane", "do", "d", "ñandú", "\N{SNOWMAN}", "0752CR090001"]))


def written(folder, documents):
    """A reader of an index whose documents have these keys in two fields."""
    writer = index.create_in(folder, fields.Schema(one=fields.ID, two=fields.ID)).writer(
        codec=Codec(), compound=False
    )
    for one, two in documents:
        writer.add_document(one=sorted(one), two=sorted(two))
    writer.commit(optimize=True)
    return index.open_dir(folder, readonly=True)


def postings(opened):
    reader = opened.reader()
    return Codec().terms_reader(reader.storage(), reader.segment())


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(KEYS, KEYS), min_size=1, max_size=12))
def test_a_key_has_the_documents_it_was_put_into(documents):
    expected = defaultdict(list)
    for number, (one, two) in enumerate(documents):
        for field, keys in (("one", one), ("two", two)):
            for key in keys:
                expected[field, key].append(number)
    with TemporaryDirectory() as folder:
        found = postings(written(folder, documents))
        for field in ("one", "two"):
            for key in ("doe", "doe|jane", "do", "d", "ñandú", "\N{SNOWMAN}", "0752CR090001", "other", ""):
                assert list(found.documents(field, key)) == expected[field, key]
        assert list(found.documents("three", "doe")) == []
        found.close()


def test_many_documents_and_long_lists(tmp_path):
    documents = [({"all", f"own{number}"}, {"even"} if number % 2 == 0 else set()) for number in range(3000)]
    found = postings(written(tmp_path, documents))
    assert list(found.documents("one", "all")) == list(range(3000))
    assert list(found.documents("two", "even")) == list(range(0, 3000, 2))
    assert list(found.documents("one", "own2999")) == [2999]


def test_the_lists_lie_in_the_folder_and_are_four_bytes_a_number(tmp_path):
    few, many = tmp_path / "few", tmp_path / "many"
    sizes = []
    for folder, keys in ((few, {"all"}), (many, {"all", "too"})):
        folder.mkdir()
        written(folder, [(keys, set())] * 1000)
        storage = FileStorage(str(folder))
        sizes.append(sum(storage.file_length(name) for name in storage.list()))
    assert 4000 <= sizes[1] - sizes[0] < 4200
