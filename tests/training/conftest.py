from collections.abc import Callable
from pathlib import Path

import pytest
import tomlkit

from training.encoders import MINILM, MPNET, Encoder
from training.examples import AUTHORED, CORPUS, PUBLIC, Example, read_authored
from training.params import PARAMS

MakeExample = Callable[..., Example]
PlaceEncoder = Callable[[Encoder, Path], Path]

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?'%$£€"


@pytest.fixture
def make_example() -> MakeExample:
    """Make an example from the few fields that a test cares for."""

    def make(
        text: str = "We are home.",
        *,
        id: str = "x-1",  # noqa: A002 - the field is called so
        social: float = 0,
        mixed: float = 0,
        public: bool = False,
        **rest: object,
    ) -> Example:
        fields: dict[str, object] = {
            "market_cues": frozenset(),
            "social_cues": frozenset(),
            "kind": PUBLIC if public else AUTHORED,
            "group": f"group of {id}",
            "source": "tests",
        }
        return Example(id=id, text=text, social=social, mixed=mixed, **{**fields, **rest})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def authored() -> list[Example]:
    """Read the written half of the corpus."""
    return read_authored()


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Make a corpus folder of 160 written rows."""
    lines = (CORPUS / "authored-contrast.jsonl").read_text("utf-8").splitlines()[:160]
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "authored-small.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def quick_params(tmp_path: Path) -> Path:
    """Write parameters that train for a moment only, with one teacher and few variations; what joins after the first round is gone on over."""
    params = tomlkit.parse(PARAMS.read_text("utf-8")).unwrap()
    for network in (*params["readers"].values(), params["teacher"]):
        network["epochs"] = 1
    params["split"]["folds"] = 5
    params["distillation"] |= {"teachers": 1, "variations": 60}
    params["finish"]["variations"] = 20
    params["courses"]["ends"] = [1]
    path = tmp_path / "quick.toml"
    path.write_text(tomlkit.dumps(params), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def place_tiny_encoder() -> PlaceEncoder:
    """Put an encoder of the same architecture as a released one, but tiny and untrained, where that would be unpacked."""
    from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

    sizes = {"hidden_size": 16, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 300}

    def place(encoder: Encoder, build: Path) -> Path:
        folder = build / encoder.name
        size = _save_tokenizer(encoder, folder)
        kinds = {MINILM: (BertConfig, BertModel, 6), MPNET: (MPNetConfig, MPNetModel, 12)}
        config, model, layers = kinds[encoder]
        model(config(vocab_size=size, num_hidden_layers=layers, **sizes)).save_pretrained(folder)
        return folder

    return place


def _save_tokenizer(encoder: Encoder, folder: Path) -> int:
    """Write a tokenizer that knows single signs, with the special tokens of the encoder in their places; give its size."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    special = {MINILM: ("[PAD]", "[CLS]", "[SEP]", "[UNK]"), MPNET: ("<s>", "<pad>", "</s>", "[UNK]")}[encoder]
    first, padding, last = (special[place] for place in ((1, 0, 2) if encoder is MINILM else (0, 1, 2)))
    names = [*special, *SIGNS, *(f"##{sign}" for sign in SIGNS)]
    vocabulary = {name: number for number, name in enumerate(names)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", special_tokens=[(first, vocabulary[first]), (last, vocabulary[last])]
    )
    tokenizer.enable_padding(pad_id=vocabulary[padding], pad_token=padding)
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    return len(vocabulary)
