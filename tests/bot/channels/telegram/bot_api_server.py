"""A Telegram Bot API server on loopback that keeps to the shapes and rules of the official one.

Updates stay until a higher offset confirms them, or until the webhook has answered 200; messages are parsed as
Telegram parses HTML and refused with its errors; faults (429, 502, 403, silence) can be ordered. Tests speak for
people: ``say``, ``send``, ``press``, ``type_inline``. ``events`` is all that people would see, in order.

It is as strict as the official one: at most a hundred updates are handed out; ``flood`` tells one chat to wait (429)
while others go on; ``broken`` chats answer 500 for ever; ``uneditable`` messages cannot be edited; a button below an
old message comes without its text and thread (``press(..., old=True)``); administrators may be anonymous
(``anonymous``); a group takes twenty messages a minute (``group_minute``); a token can be ``revoked``.
"""

# ruff: noqa: N802 (methods are named by the API)

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.bot.channels.telegram.bot_api_http import ApiError, Listener, Pusher
from tests.bot.channels.telegram.telegram_markup import MarkupError, entities, parse_html, units

TOKEN = "4242:a-secret-for-tests"
BOT = {"id": 4242, "is_bot": True, "first_name": "TanyaPasal", "username": "tanyapasal_bot"}
# Telegram's own account, in whose name anonymous administrators write.
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PERSON = {"id": 77, "is_bot": False, "first_name": "Sari"}
UPDATE_KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
WINDOW = 100


@dataclass
class Sent:
    """A message of the bot: ``text`` as people see it, ``html`` as it was sent."""

    message_id: int
    chat_id: int
    text: str
    html: str
    buttons: list[dict[str, str]]
    reply_to: int | None
    thread_id: int | None
    rows: list[list[dict[str, str]]] = field(default_factory=list)
    edits: int = 0

    def quoted(self) -> dict[str, Any]:
        """As it stands in ``reply_to_message`` of what replies to it."""
        return {**self.as_json(), "reply_markup": {"inline_keyboard": self.rows}}

    def as_json(self) -> dict[str, Any]:
        chat = {"id": self.chat_id, "type": "private" if self.chat_id > 0 else "supergroup"}
        found = {"message_id": self.message_id, "from": BOT, "chat": chat, "date": 1, "text": self.text}
        if self.thread_id is not None:
            found |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        return found

    def as_inaccessible(self) -> dict[str, Any]:
        """All that Telegram tells of a message that is too old."""
        chat = self.as_json()["chat"]
        return {"chat": chat, "message_id": self.message_id, "date": 0}

    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]

    def button(self, label: str) -> int:
        """The number of the button whose label begins so."""
        return next(n for n, text in enumerate(self.labels()) if text.startswith(label))


@dataclass(frozen=True)
class Event:
    """Something that people see. ``kind``: said, pressed, typed, sent, edited, keyboard, notice, typing, cards."""

    kind: str
    chat_id: int = 0
    text: str = ""
    message: Sent | None = None
    cards: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Fault:
    status: int
    retry_after: int | None
    left: int
    silence: float


@dataclass
class BotApiServer:
    """Use as a context manager; ``url`` is the base address. ``port`` 0: any."""

    port: int = 0
    sent: list[Sent] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    blocked_by: set[int] = field(default_factory=set)
    chance: Callable[[str], tuple[int, int | None, float] | None] | None = None
    keep_calls: bool = True
    last_update: int = 0
    broken: set[int] = field(default_factory=set)
    uneditable: set[int] = field(default_factory=set)
    group_minute: int | None = None
    revoked: bool = False
    administrators: set[int] = field(default_factory=set)
    deleted: list[Sent] = field(default_factory=list)
    told_to_wait: int = 0
    _floods: dict[int, float] = field(default_factory=dict)
    _group_times: dict[int, list[float]] = field(default_factory=dict)
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _allowed: list[str] | None = None
    _faults: dict[str, list[Fault]] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _open_queries: set[str] = field(default_factory=set)
    _pusher: Pusher | None = None
    _ids: int = 1000
    _poll: int = 0
    _closing: bool = False

    def __enter__(self) -> BotApiServer:
        self._listener = Listener(self.port, f"/bot{TOKEN}", self.call)
        self.url = self._listener.url
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._pusher is not None:
            self._pusher.close()
        self._listener.close()

    # --- what people do ---

    def say(self, chat_id: int, text: str, *, kind: str = "private", **more: Any) -> dict[str, Any]:
        """A person writes ``text``; ``more``: further fields of the message, such as ``reply_to_message``."""
        return self.send(chat_id, kind=kind, text=text, entities=entities(text), **more)

    def send(
        self, chat_id: int, *, kind: str = "private", update: str = "message", **content: Any
    ) -> dict[str, Any]:
        """A person sends any message (``sticker={…}``); ``update``: ``edited_message`` for edits."""
        person = {**PERSON, "id": chat_id} if kind == "private" else PERSON
        message = {
            "message_id": self._next_id(),
            "from": person,
            "chat": {"id": chat_id, "type": kind},
            "date": int(time.time()),
            **content,
        }
        self._see(Event("said", chat_id, content.get("text", content.get("caption", "(bukan teks)"))))
        self.put({update: message})
        return message

    def anonymous(self, chat_id: int, text: str, **more: Any) -> dict[str, Any]:
        """An administrator writes in the name of the group."""
        group = {"id": chat_id, "type": "supergroup"}
        return self.say(chat_id, text, kind="supergroup", sender_chat=group, **{"from": ANONYMOUS}, **more)

    def edit(self, message: dict[str, Any], text: str) -> None:
        """A person changes what they wrote."""
        changed = {**message, "text": text, "entities": entities(text), "edit_date": int(time.time())}
        self._see(Event("said", message["chat"]["id"], f"(diubah) {text}"))
        self.put({"edited_message": changed})

    def press(
        self, message: Sent, button: int = 0, data: str | None = None, person: int = 77, *, old: bool = False
    ) -> str:
        """A person presses a button; the id of the callback query. ``old``: below an InaccessibleMessage."""
        query_id = str(self._next_id())
        presser = {**PERSON, "id": message.chat_id if message.chat_id > 0 else person}
        query = {
            "id": query_id,
            "from": presser,
            "chat_instance": "1",
            "data": data or message.buttons[button]["callback_data"],
            "message": message.as_inaccessible() if old else message.as_json(),
        }
        label = message.buttons[button]["text"] if button < len(message.buttons) else "?"
        self._see(Event("pressed", message.chat_id, label, message))
        self._open_queries.add(query_id)
        self.put({"callback_query": query})
        return query_id

    def type_inline(self, text: str, person: int = 77) -> str:
        """A person types ``@bot text`` in any chat; the id of the inline query."""
        query_id = str(self._next_id())
        self._see(Event("typed", 0, text))
        self._open_queries.add(query_id)
        asked = {"id": query_id, "from": {**PERSON, "id": person}, "query": text, "offset": ""}
        self.put({"inline_query": asked})
        return query_id

    def expire_query(self, query_id: str) -> None:
        """Too much time has passed to answer this query."""
        self._open_queries.discard(query_id)

    def put(self, content: dict[str, Any], update_id: int | None = None) -> int:
        """Any update, garbage included; its id."""
        with self._changed:
            number = update_id if update_id is not None else self._next_id()
            self._updates.append({"update_id": number, **content})
            self.last_update = number
            self._changed.notify_all()
        if self._pusher is not None:
            self._pusher.wake()
        return number

    def _next_id(self) -> int:
        with self._changed:
            self._ids += 1
            return self._ids

    def _see(self, event: Event) -> None:
        with self._changed:
            if self.keep_calls:
                self.events.append(event)
            self._changed.notify_all()

    # --- what tests order and wait for ---

    def fail(
        self, method: str, status: int, *, retry_after: int | None = None, times: int = 1, silence: float = 0
    ) -> None:
        """The next ``times`` calls of ``method`` fail; after ``silence`` seconds."""
        self._faults.setdefault(method, []).append(Fault(status, retry_after, times, silence))

    def flood(self, chat_id: int, seconds: int) -> None:
        """The chat is to be left alone: until then every message to it is answered with 429."""
        self._floods[chat_id] = time.monotonic() + seconds

    def wait_until(self, condition: Callable[[], object], timeout: float = 30.0) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, timeout), f"only sent: {[m.text for m in self.sent]}"

    def wait_sent(self, count: int, timeout: float = 30.0) -> list[Sent]:
        """Every message so far, as soon as there are ``count``."""
        self.wait_until(lambda: len(self.sent) >= count, timeout)
        return list(self.sent)

    def wait_edit(self, message: Sent, timeout: float = 30.0) -> Sent:
        """The message after one more edit."""
        seen = message.edits
        self.wait_until(lambda: self.message(message.message_id).edits > seen, timeout)
        return self.message(message.message_id)

    def wait_call(self, method: str, count: int = 1) -> list[dict[str, Any]]:
        """The parameters of every successful call of ``method``, as soon as there are ``count``."""
        self.wait_until(lambda: sum(name == method for name, _ in self.calls) >= count)
        return [params for name, params in self.calls if name == method]

    def message(self, message_id: int) -> Sent:
        """The message as it is now."""
        return replace(next(m for m in self.sent if m.message_id == message_id))

    def pending(self) -> int:
        """Updates that were not confirmed."""
        return len(self._updates)

    # --- methods of the API ---

    def call(self, method: str, params: dict[str, Any]) -> Any:
        if self.revoked:
            raise ApiError(401, "Unauthorized")
        self._break(method)
        if method.startswith(("send", "edit")) and method != "sendChatAction":
            self._admit(params.get("chat_id"), method)
        act = getattr(self, f"_on_{method}", None)
        if act is None:
            raise ApiError(404, "Not Found")
        result = act(params)
        with self._changed:
            if self.keep_calls:
                self.calls.append((method, params))
            self._changed.notify_all()
        return result

    def _break(self, method: str) -> None:
        faults = self._faults.get(method, [])
        if faults:
            fault = faults[0]
            fault.left -= 1
            if fault.left <= 0:
                faults.pop(0)
            found: tuple[int, int | None, float] | None = (fault.status, fault.retry_after, fault.silence)
        else:
            found = self.chance(method) if self.chance is not None else None
        if found is not None:
            status, after, silence = found
            time.sleep(silence)
            raise ApiError(status, f"Error {status}", {"retry_after": after} if after else None)

    def _admit(self, chat_id: Any, method: str) -> None:
        """Raises what this chat alone gets."""
        if chat_id in self.broken and method == "sendMessage":
            raise ApiError(500, "Internal Server Error")
        left = self._floods.get(chat_id, 0) - time.monotonic()
        if left <= 0 and self.group_minute is not None and chat_id < 0 and method == "sendMessage":
            with self._changed:
                now = time.monotonic()
                times = [t for t in self._group_times.get(chat_id, []) if t > now - 60]
                left = times[0] + 60 - now if len(times) >= self.group_minute else 0
                self._group_times[chat_id] = times if left > 0 else [*times, now]
        if left > 0:
            self.told_to_wait += 1
            after = int(left) + 1
            raise ApiError(429, f"Too Many Requests: retry after {after}", {"retry_after": after})

    def _on_getMe(self, _: dict[str, Any]) -> Any:
        return BOT

    def _on_setMyCommands(self, params: dict[str, Any]) -> bool:
        for command in params["commands"]:
            if not 1 <= len(command["description"]) <= 256 or not command["command"].islower():
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    def _on_setMyDescription(self, params: dict[str, Any]) -> bool:
        if len(params["description"]) > 512:
            raise ApiError(400, "Bad Request: bot description is too long")
        return True

    def _on_setMyShortDescription(self, params: dict[str, Any]) -> bool:
        if len(params["short_description"]) > 120:
            raise ApiError(400, "Bad Request: bot short description is too long")
        return True

    def _on_setWebhook(self, params: dict[str, Any]) -> bool:
        if self._pusher is not None:
            self._pusher.close()
        self._allowed = params.get("allowed_updates", self._allowed)
        self._pusher = Pusher(params["url"], params.get("secret_token"), self._waiting, self._confirm)
        return True

    def _on_deleteWebhook(self, params: dict[str, Any]) -> bool:
        if self._pusher is not None:
            self._pusher.close()
            self._pusher = None
        if params.get("drop_pending_updates") is True:
            self._updates.clear()
        return True

    def _waiting(self) -> list[dict[str, Any]]:
        with self._changed:
            return list(self._updates)

    def _confirm(self, update_id: int) -> None:
        with self._changed:
            self._updates = [u for u in self._updates if u["update_id"] != update_id]
            self._changed.notify_all()

    def _on_getUpdates(self, params: dict[str, Any]) -> Any:
        if self._pusher is not None:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        until = time.monotonic() + float(params.get("timeout", 0))
        with self._changed:
            self._poll += 1
            mine = self._poll
            self._changed.notify_all()
            self._allowed = params.get("allowed_updates", self._allowed)
            offset = params.get("offset") or 0
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
            while not self._closing:
                if mine != self._poll:
                    raise ApiError(409, "Conflict: terminated by other getUpdates request")
                if self._allowed:
                    self._updates = [u for u in self._updates if self._wanted(u)]
                if self._updates or time.monotonic() >= until:
                    break
                self._changed.wait(until - time.monotonic())
            return self._updates[: min(int(params.get("limit", WINDOW)), WINDOW)]

    def _wanted(self, update: dict[str, Any]) -> bool:
        known = set(update) & set(UPDATE_KINDS)
        return not known or bool(known & set(self._allowed or ()))

    def _on_sendChatAction(self, params: dict[str, Any]) -> bool:
        self._see(Event("typing", params["chat_id"]))
        return True

    def _on_sendMessage(self, params: dict[str, Any]) -> Any:
        if params["chat_id"] in self.blocked_by:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        text = _shown(params)
        rows = _rows(params)
        reply_to = params.get("reply_parameters", {}).get("message_id")
        thread = params.get("message_thread_id")
        message = Sent(
            self._next_id(),
            params["chat_id"],
            text,
            params["text"],
            _flat(rows),
            reply_to,
            thread,
            rows,
        )
        with self._changed:
            self.sent.append(message)
        self._see(Event("sent", message.chat_id, text, replace(message)))
        return message.as_json()

    def _on_deleteMessage(self, params: dict[str, Any]) -> bool:
        message = self._editable(params)
        with self._changed:
            self.sent.remove(message)
            self.deleted.append(message)
        return True

    def _on_getChatMember(self, params: dict[str, Any]) -> Any:
        user = {**PERSON, "id": params["user_id"]}
        if params["user_id"] in self.administrators:
            return {"user": user, "status": "administrator"} | dict.fromkeys(_RIGHTS, True)
        return {"user": user, "status": "member"}

    def _on_sendDocument(self, params: dict[str, Any]) -> Any:
        """The file is among the fields under the name that ``document`` refers to, or is ``document`` itself."""
        content = params.get(str(params["document"]).removeprefix("attach://"), params["document"])
        content = content if isinstance(content, str) else json.dumps(content)
        message = Sent(
            self._next_id(), params["chat_id"], str(params.get("caption", "")), content, [], None, None, []
        )
        with self._changed:
            self.sent.append(message)
        self._see(Event("sent", message.chat_id, message.text, replace(message)))
        return message.as_json()

    def _on_editMessageText(self, params: dict[str, Any]) -> Any:
        message = self._editable(params)
        text, rows = _shown(params), _rows(params)
        if text == message.text and rows == message.rows:
            raise ApiError(400, _NOT_MODIFIED)
        message.text, message.html = text, params["text"]
        return self._edited("edited", message, rows)

    def _on_editMessageReplyMarkup(self, params: dict[str, Any]) -> Any:
        message, rows = self._editable(params), _rows(params)
        if rows == message.rows:
            raise ApiError(400, _NOT_MODIFIED)
        return self._edited("keyboard", message, rows)

    def _editable(self, params: dict[str, Any]) -> Sent:
        found = next((m for m in self.sent if m.message_id == params.get("message_id")), None)
        if found is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        if found.message_id in self.uneditable:
            raise ApiError(400, "Bad Request: message can't be edited")
        return found

    def _edited(self, kind: str, message: Sent, rows: list[list[dict[str, str]]]) -> Any:
        with self._changed:
            message.rows, message.buttons = rows, _flat(rows)
            message.edits += 1
        self._see(Event(kind, message.chat_id, message.text, replace(message)))
        return message.as_json()

    def _on_answerCallbackQuery(self, params: dict[str, Any]) -> bool:
        self._close_query(params["callback_query_id"])
        if params.get("text"):
            self._see(Event("notice", 0, str(params["text"])))
        return True

    def _on_answerInlineQuery(self, params: dict[str, Any]) -> bool:
        self._close_query(params["inline_query_id"])
        found = params["results"]
        ids = [card["id"] for card in found]
        if len(found) > 50 or len(set(ids)) != len(ids) or not all(1 <= len(i.encode()) <= 64 for i in ids):
            raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
        cards = tuple(
            (
                card["title"],
                card.get("description", ""),
                _shown(
                    {
                        "text": card["input_message_content"]["message_text"],
                        "parse_mode": card["input_message_content"].get("parse_mode"),
                    }
                ),
            )
            for card in found
        )
        self._see(Event("cards", 0, (params.get("button") or {}).get("text", ""), cards=cards))
        return True

    def _close_query(self, query_id: object) -> None:
        if str(query_id) not in self._open_queries:
            raise ApiError(400, "Bad Request: query is too old and response timeout expired")
        self._open_queries.discard(str(query_id))


_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_NOT_MODIFIED = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"


def _shown(params: dict[str, Any]) -> str:
    """The text that people see; raises ApiError where Telegram refuses it."""
    source = params.get("text", "")
    try:
        text = parse_html(source) if params.get("parse_mode") == "HTML" else source.strip()
    except MarkupError as error:
        raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    if units(text) > 4096:
        raise ApiError(400, "Bad Request: message is too long")
    return text


def _rows(params: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows = [list(row) for row in (params.get("reply_markup") or {}).get("inline_keyboard", [])]
    for button in _flat(rows):
        if not button["text"].strip():
            raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if "url" in button:
            if not button["url"].startswith("https://"):
                raise ApiError(400, "Bad Request: BUTTON_URL_INVALID")
        elif not 1 <= len(button["callback_data"].encode()) <= 64:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    if len(_flat(rows)) > 100:
        raise ApiError(400, "Bad Request: reply markup is too long")
    return rows


def _flat(rows: list[list[dict[str, str]]]) -> list[dict[str, str]]:
    return [button for row in rows for button in row]
