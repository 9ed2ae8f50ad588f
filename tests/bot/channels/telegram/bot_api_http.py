"""How the Bot API server of the tests talks HTTP: requests of the bot in, updates out to a webhook."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_AGAIN_SECONDS = 0.05


class ApiError(Exception):
    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class Listener:
    """Serves ``call`` below ``prefix`` until closed."""

    def __init__(self, port: int, prefix: str, call: Callable[[str, dict[str, Any]], Any]) -> None:
        self._http = _Server(("127.0.0.1", port), _handler(prefix, call))
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128
    allow_reuse_address = True

    def handle_error(self, *_: object) -> None:
        """A client that was killed in the middle of a request is no news."""


def _value(text: str) -> Any:
    """Parameters come as text; numbers, booleans, lists and objects as JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text


_TEXTS = {"text", "caption", "document", "description", "short_description", "secret_token", "url"}


def _fields(kind: str, body: bytes) -> list[tuple[str, str]]:
    """The fields of a form, of one with files too; a file is its content."""
    if not kind.startswith("multipart/"):
        return parse_qsl(body.decode(), keep_blank_values=True)
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    parts = message.get_payload()
    assert isinstance(parts, list)
    named = [
        (part.get_param("name", "", "Content-Disposition"), part)
        for part in parts
        if isinstance(part, Message)
    ]
    return [(str(name), bytes(part.get_payload(decode=True) or b"").decode()) for name, part in named]


def _handler(prefix: str, call: Callable[[str, dict[str, Any]], Any]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are written one after the other
        wbufsize = -1
        timeout = 10

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            fields = _fields(self.headers.get("Content-Type", ""), body)
            params = {name: value if name in _TEXTS else _value(value) for name, value in fields}
            path, _, method = self.path.rpartition("/")
            try:
                if path != prefix:
                    raise ApiError(401, "Unauthorized")
                status, answer = 200, {"ok": True, "result": call(method, params)}
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


class Pusher:
    """Posts waiting updates to a webhook: one at a time per chat, those of several chats side by side.

    What is not answered with 200 is posted again.
    """

    def __init__(
        self,
        url: str,
        secret: str | None,
        waiting: Callable[[], list[dict[str, Any]]],
        confirm: Callable[[int], None],
    ) -> None:
        self._url, self._secret, self._waiting, self._confirm = urlsplit(url), secret, waiting, confirm
        self._lock = threading.Condition()
        self._busy: set[object] = set()
        self._closed = False
        self.posts: list[tuple[int, int]] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def wake(self) -> None:
        with self._lock:
            self._lock.notify_all()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._lock.notify_all()
        self._thread.join(30)

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._closed:
                    return
                begun = set(self._busy)
                for update in self._waiting():
                    queue = _queue(update)
                    if queue not in begun:
                        begun.add(queue)
                        self._busy.add(queue)
                        threading.Thread(target=self._post, args=(update, queue)).start()
                self._lock.wait(_AGAIN_SECONDS)

    def _post(self, update: dict[str, Any], queue: object) -> None:
        status = post(self._url.netloc, self._url.path, update, self._secret)
        self.posts.append((update["update_id"], status))
        if status == 200:
            self._confirm(update["update_id"])
        with self._lock:
            self._lock.wait_for(lambda: self._closed, 0 if status == 200 else _AGAIN_SECONDS)
            self._busy.discard(queue)
            self._lock.notify_all()


def post(netloc: str, path: str, update: object, secret: str | None) -> int:
    """Post once; the status, or 0 if there was no answer."""
    connection = http.client.HTTPConnection(netloc, timeout=10)
    headers = {"Content-Type": "application/json"} | ({_SECRET: secret} if secret is not None else {})
    try:
        connection.request("POST", path, json.dumps(update), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _queue(update: dict[str, Any]) -> object:
    message = update.get("message") or update.get("callback_query", {}).get("message")
    return message["chat"]["id"] if isinstance(message, dict) and "chat" in message else update["update_id"]
