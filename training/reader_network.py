"""The reader's network: a transformer encoder, the mean of its tokens, and a linear answer for every column."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self, cast

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedModel

from model.outputs import READER_COLUMNS


class ReaderNetwork(nn.Module):
    """What is fine-tuned, and then exported to ONNX."""

    def __init__(self, encoder: nn.Module, width: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.answer = nn.Linear(width, len(READER_COLUMNS))

    @classmethod
    def start(cls, folder: Path, dropout: float, layers: Sequence[int] = ()) -> "ReaderNetwork":
        """Start from a pre-trained encoder, or from some of its layers, with an untrained answer."""
        encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        if layers:
            encoder.encoder.layer = nn.ModuleList([encoder.encoder.layer[number] for number in layers])
            encoder.config.num_hidden_layers = len(layers)
        return cls(encoder, encoder.config.hidden_size, dropout)

    def freeze_words(self) -> None:
        """Keep the words' own vectors as they were pre-trained: rare words are read no worse for not being in the lessons."""
        cast(PreTrainedModel, self.encoder).get_input_embeddings().requires_grad_(False)

    def without_dropout(self) -> Self:
        """Drop nothing from here on."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        return self

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give logits of shape `(passages, len(READER_COLUMNS))`."""
        return cast(Tensor, self.answer(self.dropout(self.embed(input_ids, attention_mask))))

    def embed(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give the mean of each passage's tokens: shape `(passages, width)`."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return cast(Tensor, (hidden * mask).sum(1) / mask.sum(1))

    def save(self, path: Path) -> None:
        """Write the weights at half precision, which is finer than what is served."""
        save_file({name: weight.half().cpu().contiguous() for name, weight in self.state_dict().items()}, path)

    def restored(self, path: Path) -> Self:
        """Take the weights of a network that was saved."""
        self.load_state_dict({name: weight.to(torch.float32) for name, weight in load_file(path).items()})
        return self.eval()
