"""The sentence encoder, from the real model files; skipped where they are not installed."""

import numpy as np
import pytest

from firsthand.errors import ModelError
from firsthand.models import encoder, files
from firsthand.models.pieces import BEGIN, END, UNKNOWN, Pieces

ENGLISH = (
    "The harbour of Varnholm was closed after the storm.",
    "The minister of finance resigned on Tuesday.",
    "A new bridge across the river was opened.",
    "The team won the final in extra time.",
)
GERMAN = (
    "Nach dem Sturm wurde der Hafen von Varnholm geschlossen.",
    "Der Finanzminister ist am Dienstag zurückgetreten.",
    "Eine neue Brücke über den Fluss wurde eröffnet.",
    "Die Mannschaft gewann das Endspiel in der Verlängerung.",
)
RUSSIAN = (
    "Гавань Варнхольма закрыли после шторма.",
    "Министр финансов ушёл в отставку во вторник.",
    "Открыт новый мост через реку.",
    "Команда выиграла финал в дополнительное время.",
)


#: likeness of the first English sentence to its German translation and to the second English one
GOLDEN = [0.91, 0.22]


@pytest.fixture(scope="module")
def model() -> encoder.Encoder:
    try:
        files.locate("sentences")
    except ModelError as error:
        pytest.skip(str(error))
    return encoder.load()


@pytest.fixture(scope="module")
def pieces(model) -> Pieces:
    return Pieces(files.locate("sentences") / "resources" / "sp.model")


def test_vectors_have_the_length_one_and_the_dimension_said(model):
    vectors = model.encode([*ENGLISH, "", "   ", "\u200b", "x" * 10_000])
    assert vectors.shape == (8, model.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_no_texts_give_no_vectors(model):
    assert model.encode([]).shape == (0, model.dimension)


@pytest.mark.parametrize("others", [GERMAN, RUSSIAN])
def test_the_nearest_sentence_in_another_language_is_its_translation(model, others):
    likeness = model.encode(ENGLISH) @ model.encode(others).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert likeness.argmax(axis=0).tolist() == [0, 1, 2, 3]


def test_a_vector_does_not_depend_on_what_else_is_encoded(model):
    """Not on what goes through the network with it, nor on where a stretch of texts ends."""
    others = [*GERMAN, *(ENGLISH * 400)]
    assert sum(map(len, map(model._pieces.encode, others))) > encoder.STRETCH_PIECES
    together = model.encode([*ENGLISH, *others])
    alone = np.concatenate([model.encode([text]) for text in ENGLISH])
    assert np.allclose(together[:4], alone, atol=1e-5)
    assert np.allclose(together[-4:], alone, atol=1e-5)


def test_the_id_names_the_content(model):
    assert model.id == files.known()["sentences"].id


def test_the_vectors_are_the_ones_they_were(model):
    """Golden: likenesses of three pairs, as this model gave them when it was taken in."""
    first, second, third = model.encode([ENGLISH[0], GERMAN[0], ENGLISH[1]])
    assert [round(float(pair), 2) for pair in (first @ second, first @ third)] == GOLDEN


def test_pieces_join_to_the_words_they_were_cut_from(pieces):
    by_id = {number: piece for piece, (number, _) in pieces._known.items()}
    ids = pieces.encode("The harbour  was\tclosed.")
    assert (ids[0], ids[-1]) == (BEGIN, END)
    assert "".join(by_id[i] for i in ids[1:-1]) == "▁The▁harbour▁was▁closed."


def test_a_text_without_words_is_one_unknown_piece(pieces):
    assert pieces.encode(" \u200b ") == [BEGIN, UNKNOWN, END]


def test_no_piece_runs_across_white_space(pieces):
    assert not [piece for piece in pieces._known if "▁" in piece[1:]]


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x0a\xff\xff", b"no model at all"])
def test_a_file_that_is_no_model_is_refused(tmp_path, data):
    path = tmp_path / "sp.model"
    path.write_bytes(data)
    with pytest.raises(ModelError):
        Pieces(path)
