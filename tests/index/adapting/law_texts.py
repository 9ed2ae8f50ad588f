"""A regulation in the style of law for these tests, as the corpus writes it, and a tiny model over its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanyapasal.index.adapting.articles import Article, Item

if TYPE_CHECKING:  # torch takes seconds to load, also for those who only collect tests
    from transformers import BertModel, PreTrainedTokenizerFast

SUBJECTS = (
    "taman", "anggrek", "kolam", "pagar", "gudang", "kendaraan", "perpustakaan", "laboratorium", "dapur", "museum",
    "jembatan", "pelabuhan", "asrama", "klinik", "bengkel", "kebun", "menara", "terowongan", "pasar", "stadion",
)  # fmt: skip


def article(number: int, text_id: str = "pp-1-2031", subject: str = "") -> Article:
    """A pasal of two ayat about one subject."""
    about = subject or SUBJECTS[number % len(SUBJECTS)]
    ayat = (
        f"Pemeliharaan {about} kota dilaksanakan oleh kepala dinas paling lama 14 (empat belas) hari kerja sejak laporan diterima.",
        f"Petugas {about} wajib melaporkan kerusakan setiap minggu kepada kepala dinas.",
    )
    return Article(
        text_id,
        str(number),
        ("Ketentuan Pelaksanaan", f"Pemeliharaan {about.title()}"),
        "\n".join(f"({n}) {text}" for n, text in enumerate(ayat, 1)),
        "",
        tuple(Item(text, 1) for text in ayat),
        f"Pemeliharaan {about} dimaksudkan agar warga dapat memakainya dengan aman sepanjang tahun.",
    )


def tiny_model(texts: list[str]) -> tuple[BertModel, PreTrainedTokenizerFast]:
    """A BertModel of two small layers with random weights, and a tokenizer of whole words."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = sorted({word.strip(".,:?()").lower() for text in texts for word in text.split()} - {""})
    vocabulary = {word: n for n, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=128, pad_token_id=1, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>",
        pad_token="<pad>", unk_token="<unk>", model_max_length=128,
    )  # fmt: skip
    return BertModel(config).eval(), fast
