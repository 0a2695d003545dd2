from pathlib import Path
from shutil import copytree

import joblib
import numpy as np
import onnx
import onnxruntime
import pytest

from model.artifact import released_folder
from model.outputs import READER_COLUMNS, READER_NAMES
from model.reader import MATRICES_FILE, READER_FILE, Reader
from model.reader_signals import ReaderSignals


@pytest.fixture(scope="module", params=READER_NAMES)
def reader(request: pytest.FixtureRequest) -> Reader:
    """Open one of the released readers."""
    return Reader.open(released_folder() / request.param)


def test_a_passage_gets_an_answer_for_every_column(reader: Reader) -> None:
    assert reader.logits("Pay me five for the soup.").shape == (len(READER_COLUMNS),)


def test_nothing_is_cut_however_dense_the_passage(reader: Reader) -> None:
    filler = "晚饭吃了汤" * 150  # far more tokens than are read at once
    pitch = " 25% off for my friends, only till midnight, tap to order!! DM me for the link, use my code!"
    at_least_two = READER_COLUMNS.index("social>=2")
    assert reader.logits(filler + pitch)[at_least_two] > reader.logits(filler)[at_least_two]


def test_company_does_not_change_an_answer(reader: Reader) -> None:
    texts = ["We are home.", "Pay me five for the soup, tonight, or stay away from my door for good."]
    together = ReaderSignals(reader).transform(texts)
    assert np.array_equal(together, np.stack([reader.logits(text) for text in texts]))


def test_a_pipeline_without_its_reader_says_so() -> None:
    with pytest.raises(ValueError, match="No reader was given"):
        ReaderSignals().transform(["We are home."])


def test_the_reader_is_never_pickled(reader: Reader, tmp_path: Path) -> None:
    joblib.dump(ReaderSignals(reader), tmp_path / "signals.joblib")
    assert joblib.load(tmp_path / "signals.joblib").reader is None


@pytest.mark.parametrize("name", READER_NAMES)
def test_an_open_reader_outlives_its_files(name: str, tmp_path: Path) -> None:
    """Whoever puts another model in place may overwrite the files of the one that is answering."""
    folder = Path(copytree(released_folder() / name, tmp_path / name))
    assert (folder / MATRICES_FILE).exists()
    reader = Reader.open(folder)
    before = reader.logits("Dinner was lovely, Mom!")
    for file in folder.iterdir():
        file.write_bytes(b"")
    text = "Pay me five for the soup, tonight, or stay away from my door for good."
    np.testing.assert_array_equal(reader.logits(text), Reader.open(released_folder() / name).logits(text))
    np.testing.assert_array_equal(reader.logits("Dinner was lovely, Mom!"), before)


@pytest.mark.parametrize("name", READER_NAMES)
def test_the_steps_of_a_released_reader_are_joined_already(name: str, tmp_path: Path) -> None:
    """Whoever opens a reader finds no steps to join, so that what answers is what was measured."""
    released, joined = released_folder() / name / READER_FILE, tmp_path / READER_FILE
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(joined)
    onnxruntime.InferenceSession(str(released), options, providers=["CPUExecutionProvider"])
    found, stored = (onnx.load(path, load_external_data=False).graph.node for path in (joined, released))
    assert len(found) == len(stored)


@pytest.mark.parametrize("name", READER_NAMES)
def test_on_no_processor_do_sums_of_products_overflow(name: str, tmp_path: Path) -> None:
    """Weights that are unsigned are multiplied without overflow everywhere, if more slowly; the answers are the same."""
    folder = tmp_path / name
    copytree(released_folder() / name, folder)
    model = onnx.load(folder / READER_FILE)
    _make_unsigned(model.graph)
    onnx.save(model, folder / READER_FILE)
    unsigned, released = Reader.open(folder), Reader.open(released_folder() / name)
    texts = [
        "Dinner was lovely, Mom! Venmo'd you $40 for my plate.",
        "Dinner was lovely, Mom! Next one's at ours.",
        "We are home.",
    ]
    for text in texts:
        np.testing.assert_allclose(released.logits(text), unsigned.logits(text), atol=1e-3)


def _make_unsigned(graph: onnx.GraphProto) -> None:
    places = {"DynamicQuantizeMatMul": (1, 3), "MatMulIntegerToFloat": (1, 5)}  # of the weight and of its zero point
    names = {node.input[place] for node in graph.node for place in places.get(node.op_type, ())}
    signed = [one for one in graph.initializer if one.name in names]
    assert len(signed) == len(names) > 10
    for one in signed:
        values = onnx.numpy_helper.to_array(one)
        assert values.dtype == np.int8
        one.CopyFrom(onnx.numpy_helper.from_array((values.astype(np.int16) + 128).astype(np.uint8), one.name))
