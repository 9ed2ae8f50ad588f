"""A Telegram Bot API server on loopback that keeps to the shapes and rules of the official one.

Updates stay until a higher offset confirms them; messages are parsed as Telegram parses HTML and refused
with its errors; faults (429, 502, 403) can be ordered. Tests speak for people: ``say``, ``send``, ``press``.
"""

# ruff: noqa: N802 (methods are named by the API and by http.server)

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.bot.telegram_markup import MarkupError, entities, parse_html, units

TOKEN = "4242:a-secret-for-tests"
BOT = {"id": 4242, "is_bot": True, "first_name": "TanyaPasal", "username": "tanyapasal_bot"}
PERSON = {"id": 77, "is_bot": False, "first_name": "Sari"}


class ApiError(Exception):
    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


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

    def as_json(self) -> dict[str, Any]:
        chat = {"id": self.chat_id, "type": "private" if self.chat_id > 0 else "supergroup"}
        return {"message_id": self.message_id, "from": BOT, "chat": chat, "date": 1, "text": self.text}


@dataclass
class Fault:
    status: int
    retry_after: int | None
    left: int


@dataclass
class BotApiServer:
    """Use as a context manager; ``url`` is the base address."""

    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _allowed: list[str] | None = None
    _faults: dict[str, list[Fault]] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _ids: int = 1000
    _poll: int = 0
    _closing: bool = False

    def __enter__(self) -> BotApiServer:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = False
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    # --- what people do ---

    def say(self, chat_id: int, text: str, *, kind: str = "private", **more: Any) -> dict[str, Any]:
        """A person writes ``text``; ``more``: further fields of the message, such as ``reply_to_message``."""
        return self.send(chat_id, kind=kind, text=text, entities=entities(text), **more)

    def send(
        self, chat_id: int, *, kind: str = "private", update: str = "message", **content: Any
    ) -> dict[str, Any]:
        """A person sends any message (``sticker={…}``); ``update``: ``edited_message`` for edits."""
        message = {
            "message_id": self._next_id(),
            "from": PERSON,
            "chat": {"id": chat_id, "type": kind},
            "date": int(time.time()),
            **content,
        }
        self._put(update, message)
        return message

    def press(self, message: Sent, button: int = 0, data: str | None = None) -> str:
        """A person presses a button; the id of the callback query."""
        query_id = str(self._next_id())
        query = {
            "id": query_id,
            "from": PERSON,
            "chat_instance": "1",
            "data": data or message.buttons[button]["callback_data"],
            "message": message.as_json(),
        }
        self._put("callback_query", query)
        return query_id

    def _put(self, kind: str, content: dict[str, Any]) -> None:
        with self._changed:
            self._updates.append({"update_id": self._next_id(), kind: content})
            self._changed.notify_all()

    def _next_id(self) -> int:
        with self._changed:
            self._ids += 1
            return self._ids

    # --- what tests order and wait for ---

    def fail(self, method: str, status: int, *, retry_after: int | None = None, times: int = 1) -> None:
        """The next ``times`` calls of ``method`` fail."""
        self._faults.setdefault(method, []).append(Fault(status, retry_after, times))

    def wait_until(self, condition: Callable[[], object], timeout: float = 8.0) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, timeout), f"only sent: {[m.text for m in self.sent]}"

    def wait_sent(self, count: int, timeout: float = 8.0) -> list[Sent]:
        """Every message so far, as soon as there are ``count``."""
        self.wait_until(lambda: len(self.sent) >= count, timeout)
        return list(self.sent)

    def wait_call(self, method: str, count: int = 1) -> list[dict[str, Any]]:
        """The parameters of every successful call of ``method``, as soon as there are ``count``."""
        self.wait_until(lambda: sum(name == method for name, _ in self.calls) >= count)
        return [params for name, params in self.calls if name == method]

    def pending(self) -> int:
        """Updates that were not confirmed."""
        return len(self._updates)

    # --- methods of the API ---

    def call(self, method: str, params: dict[str, Any]) -> Any:
        faults = self._faults.get(method, [])
        if faults:
            fault = faults[0]
            fault.left -= 1
            if fault.left <= 0:
                faults.pop(0)
            after = fault.retry_after
            raise ApiError(fault.status, f"Error {fault.status}", {"retry_after": after} if after else None)
        act = getattr(self, f"_on_{method}", None)
        if act is None:
            raise ApiError(404, "Not Found")
        result = act(params)
        with self._changed:
            self.calls.append((method, params))
            self._changed.notify_all()
        return result

    def _on_getMe(self, _: dict[str, Any]) -> Any:
        return BOT

    def _on_setMyCommands(self, _: dict[str, Any]) -> bool:
        return True

    def _on_deleteWebhook(self, params: dict[str, Any]) -> bool:
        if params.get("drop_pending_updates") is True:
            self._updates.clear()
        return True

    def _on_getUpdates(self, params: dict[str, Any]) -> Any:
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
                    self._updates = [u for u in self._updates if set(u) & set(self._allowed)]
                if self._updates or time.monotonic() >= until:
                    break
                self._changed.wait(until - time.monotonic())
            return self._updates[: int(params.get("limit", 100))]

    def _on_sendChatAction(self, _: dict[str, Any]) -> bool:
        return True

    def _on_sendMessage(self, params: dict[str, Any]) -> Any:
        source = params.get("text", "")
        try:
            text = parse_html(source) if params.get("parse_mode") == "HTML" else source.strip()
        except MarkupError as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
        if not text:
            raise ApiError(400, "Bad Request: message text is empty")
        if units(text) > 4096:
            raise ApiError(400, "Bad Request: message is too long")
        buttons = _buttons(params)
        if any(not 1 <= len(button["callback_data"].encode()) <= 64 for button in buttons):
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        reply_to = params.get("reply_parameters", {}).get("message_id")
        thread = params.get("message_thread_id")
        message = Sent(self._next_id(), params["chat_id"], text, source, buttons, reply_to, thread)
        with self._changed:
            self.sent.append(message)
        return message.as_json()

    def _on_answerCallbackQuery(self, _: dict[str, Any]) -> bool:
        return True

    def _on_editMessageReplyMarkup(self, params: dict[str, Any]) -> Any:
        message = next((m for m in self.sent if m.message_id == params["message_id"]), None)
        if message is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        buttons = _buttons(params)
        if buttons == message.buttons:
            raise ApiError(400, "Bad Request: message is not modified")
        message.buttons = buttons
        return message.as_json()


def _buttons(params: dict[str, Any]) -> list[dict[str, str]]:
    return [button for row in params.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _value(text: str) -> Any:
    """Parameters come as text; numbers, booleans, lists and objects as JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _handler(server: BotApiServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            fields = parse_qsl(body, keep_blank_values=True)
            params = {name: value if name == "text" else _value(value) for name, value in fields}
            prefix, _, method = self.path.rpartition("/")
            try:
                if prefix != f"/bot{TOKEN}":
                    raise ApiError(401, "Unauthorized")
                status, answer = 200, {"ok": True, "result": server.call(method, params)}
            except ApiError as error:
                status = error.code
                answer = {"ok": False, "error_code": status, "description": error.description}
                answer |= {"parameters": error.parameters} if error.parameters else {}
            payload = json.dumps(answer).encode()
            if status == 502:  # comes from the proxy in front
                payload = b"<html><h1>502 Bad Gateway</h1></html>"
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)
            except ConnectionError:
                self.close_connection = True  # the client has given up waiting

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    return Handler
