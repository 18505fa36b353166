"""What the scripts talk to, on this machine: releases, GitHub's API and GitLab's API."""

import contextlib
import hashlib
import http.server
import io
import json
import pathlib
import re
import sys
import tarfile
import threading
import urllib.parse

import graphql


class Server:
    """An HTTP server on a free port, which records the requests."""

    def __init__(self):
        self.requests: list[str] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_request(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                outer.requests.append(f"{self.command} {self.path}")
                code, answer = outer.answer(self.command, self.path, self.headers, body)
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = handle_request

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                # A client may close its connection when it has its answer.
                if not isinstance(sys.exception(), ConnectionError):
                    super().handle_error(*_)

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def answer(self, method, path, headers, body) -> tuple[int, bytes]:
        raise NotImplementedError

    @contextlib.contextmanager
    def running(self):
        thread = threading.Thread(target=self.http.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self.http.shutdown()
            thread.join()
            self.http.server_close()


class Releases(Server):
    """The files of one version."""

    def __init__(self, version: str, platform: str, program: bytes):
        super().__init__()
        name = f"proactive-{version}-{platform}"
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as archive:
            member = tarfile.TarInfo(f"{name}/proactive")
            member.size, member.mode = len(program), 0o755
            archive.addfile(member, io.BytesIO(program))
        self.archive = f"{name}.tar.gz"
        self.folder = f"/download/v{version}"
        self.files = {self.archive: packed.getvalue()}
        self.files["SHA256SUMS"] = self.sums().encode()

    def sums(self) -> str:
        lines = [f"{'0' * 64}  proactive_other.deb"]
        lines += [f"{hashlib.sha256(it).hexdigest()}  {name}" for name, it in self.files.items()]
        return "".join(f"{line}\n" for line in lines)

    def answer(self, method, path, headers, body):
        folder, _, name = path.rpartition("/")
        if folder == self.folder and name in self.files:
            return 200, self.files[name]
        return 404, b"not found"


class Files(Server):
    """The files of a folder, as those of one version."""

    def __init__(self, version: str, folder: pathlib.Path):
        super().__init__()
        self.version = version
        self.folder = folder

    def answer(self, method, path, headers, body):
        beginning, _, name = path.rpartition("/")
        assert beginning == f"/download/v{self.version}"
        return 200, (self.folder / name).read_bytes()


class GitHub(Server):
    """The comments of one pull request, by GraphQL and the schema of GitHub."""

    def __init__(self, schema: graphql.GraphQLSchema):
        super().__init__()
        self.schema = schema
        self.comments: list[dict] = []
        self.login = "github-actions[bot]"
        self.can_write = True
        self.failure: tuple[int, bytes] | None = None
        self.token = "ghs_secret"

    def comment(self, login: str, body: str) -> dict:
        new = {"id": f"IC_{len(self.comments)}", "body": body, "url": "https://github.test/c"}
        new["author"] = {"__typename": "User", "login": login.removesuffix("[bot]")}
        self.comments.append(new)
        return new

    def answer(self, method, path, headers, body):
        if self.failure:
            return self.failure
        if headers["Authorization"] != f"Bearer {self.token}":
            return 401, b'{"message": "Bad credentials"}'
        assert (method, path) == ("POST", "/graphql")
        request = json.loads(body)
        result = graphql.graphql_sync(
            self.schema,
            request["query"],
            variable_values=request["variables"],
            root_value={
                "viewer": {"login": self.login},
                "repository": self.repository,
                "addComment": self.add,
                "updateIssueComment": self.update,
            },
        )
        answer = {"data": result.data}
        if result.errors:
            answer["errors"] = [
                {"message": it.message, **(it.extensions or {})} for it in result.errors
            ]
        return 200, json.dumps(answer).encode()

    def repository(self, _info, owner, name, **_):
        assert (owner, name) == ("acme", "shop")
        return {"pullRequest": self.pull_request}

    def pull_request(self, _info, number):
        assert number == 7

        def comments(_info, first, after):
            begin = int(after or 0)
            end = begin + first
            page = {"endCursor": str(end), "hasNextPage": end < len(self.comments)}
            return {"nodes": self.comments[begin:end], "pageInfo": page}

        return {"id": "PR_7", "comments": comments}

    def write(self, body):
        if not self.can_write:
            raise graphql.GraphQLError(
                "Resource not accessible by integration", extensions={"type": "FORBIDDEN"}
            )
        if len(body) > 65536:
            raise graphql.GraphQLError("Body is too long (maximum is 65536 characters)")

    def add(self, _info, input):
        assert input["subjectId"] == "PR_7"
        self.write(input["body"])
        return {"commentEdge": {"node": self.comment(self.login, input["body"])}}

    def update(self, _info, input):
        self.write(input["body"])
        [comment] = [it for it in self.comments if it["id"] == input["id"]]
        comment["body"] = input["body"]
        return {"issueComment": comment}


class GitLab(Server):
    """The notes of one merge request."""

    def __init__(self):
        super().__init__()
        self.notes: list[dict] = []
        self.user = {"id": 42}
        self.failure: tuple[int, bytes] | None = None
        self.token = "glpat-secret"

    def note(self, user: int, body: str) -> dict:
        new = {"id": 1000 + len(self.notes), "author": {"id": user}, "body": body}
        self.notes.append(new)
        return new

    def answer(self, method, path, headers, body):
        if self.failure:
            return self.failure
        if headers["PRIVATE-TOKEN"] != self.token:
            return 401, b'{"message": "401 Unauthorized"}'
        path = urllib.parse.urlsplit(path)
        if (method, path.path) == ("GET", "/api/v4/user"):
            return 200, json.dumps(self.user).encode()
        found = re.fullmatch(r"/api/v4/projects/5/merge_requests/7/notes(?:/(\d+))?", path.path)
        if not found:
            return 404, b'{"message": "404 Not found"}'
        if method == "GET":
            query = urllib.parse.parse_qs(path.query)
            size, page = (int(query[name][0]) for name in ("per_page", "page"))
            return 200, json.dumps(self.notes[(page - 1) * size : page * size]).encode()
        text = json.loads(body)["body"]
        if method == "POST":
            return 201, json.dumps(self.note(42, text)).encode()
        [note] = [it for it in self.notes if it["id"] == int(found[1])]
        note["body"] = text
        return 200, json.dumps(note).encode()
