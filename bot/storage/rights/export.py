"""All that is kept of a person, as JSON that they can take along (UU 27/2022 pasal 13)."""

from __future__ import annotations

import json
from datetime import datetime

from tanyapasal.bot.storage.records import Held, LoggedQuestion, StoredReply, StoredTurn, Vote

FILE = "data-saya.json"


def exported(held: Held) -> str:
    """Indented JSON with Indonesian names; times in UTC."""
    kept = {
        "penjelasan": "Seluruh data tentang Anda yang disimpan layanan ini. Yang menyebut orang sudah disamarkan.",
        "pertanyaan": [_question(question) for question in held.questions],
        "balasan": [_reply(reply) for reply in held.replies],
        "penilaian": [_vote(vote) for vote in held.votes],
        "ingatan_percakapan": [_turn(turn) for turn in held.turns],
    }
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _question(line: LoggedQuestion) -> dict[str, object]:
    return {
        "waktu": _time(line.at),
        "nomor_balasan": line.reply_id,
        "pertanyaan": line.question,
        "hasil": line.kind,
        "rujukan": list(line.refs),
        "saluran": line.channel,
    }


def _reply(reply: StoredReply) -> dict[str, object]:
    try:
        shown = json.loads(reply.json)
    except ValueError:
        shown = reply.json
    return {"waktu": _time(reply.at), "nomor": reply.id, "saluran": reply.channel, "balasan": shown}


def _vote(vote: Vote) -> dict[str, object]:
    return {
        "waktu": _time(vote.at),
        "nomor_balasan": vote.reply_id,
        "penilaian": vote.value,
        "alasan": vote.reason,
    }


def _turn(turn: StoredTurn) -> dict[str, object]:
    return {"waktu": _time(turn.at), "pertanyaan": turn.question, "hasil": turn.kind}
