"""A server that plays the part of GitHub's REST API which is about comments."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "baker/bread"


@dataclass
class Api:
    """The comments of one pull request, and what was asked."""

    url: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    authorizations: list[str | None] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)

    def add(self, body: str, user_type: str = "Bot") -> dict[str, Any]:
        comment = {"id": len(self.comments) + 1, "body": body, "user": {"type": user_type}}
        self.comments.append(comment)
        return comment

    def answer(self, method: str, path: str, sent: Any) -> tuple[int, Any]:
        """The status and the JSON that GitHub would send."""
        self.asked.append(f"{method} {path}")
        if method in self.refuses:
            return self.refuses[method], {"message": "Resource not accessible by integration"}
        url = urlsplit(path)
        if url.path == f"/repos/{REPOSITORY}/issues/7/comments":
            if method == "POST":
                return 201, self.add(sent["body"])
            query = parse_qs(url.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[size * (page - 1) : size * page]
        match = re.fullmatch(rf"/repos/{REPOSITORY}/issues/comments/(\d+)", url.path)
        if match and method == "PATCH":
            comment = self.comments[int(match[1]) - 1]
            comment["body"] = sent["body"]
            return 200, comment
        return 404, {"message": "Not Found"}


@contextmanager
def serving() -> Iterator[Api]:
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            api.authorizations.append(self.headers["Authorization"])
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, answer = api.answer(self.command, self.path, json.loads(sent) if sent else None)
            if self.headers["Authorization"] != "Bearer a-token":
                status, answer = 401, {"message": "Bad credentials"}
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _handle  # noqa: N815, so the server wants it

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002, as above
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield api
        finally:
            server.shutdown()
            thread.join()
