"""A relay that does as it is told: takes mail over real sockets, refuses, falters, hangs up."""

import socket
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Taken:
    sender: str
    recipient: str
    content: bytes


@dataclass
class Behaviour:
    """recipient   what RCPT says to an address; None takes it
    drop_every     hang up after so many texts on a line, before answering the last; 0 never
    drop_answered  hang up after so many, having answered
    drop_refused   hang up when asked to begin anew after a refusal
    after_text     what the end of a text is answered with
    """

    recipient: Callable[[str], str | None] = lambda address: None
    sender: str = "250 ok"
    after_text: Callable[[str], str] = lambda address: "250 2.0.0 taken"
    drop_every: int = 0
    drop_answered: int = 0
    drop_refused: bool = False
    pipelining: bool = True


class _Session(socketserver.StreamRequestHandler):
    server: "_Server"
    disable_nagle_algorithm = True

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self) -> None:
        relay = self.server.relay
        relay.lines += 1
        self.say("220 relay.example.org ready")
        texts, sender, recipient = 0, "", ""
        while line := self.rfile.readline():
            word = line.decode().strip()
            relay.heard.append(word)
            match word[:4].upper():
                case "EHLO":
                    self.say("250-relay.example.org")
                    self.say("250 PIPELINING" if relay.behaviour.pipelining else "250 8BITMIME")
                case "MAIL":
                    sender = word.partition("<")[2].rstrip(">")
                    self.say(relay.behaviour.sender)
                case "RCPT":
                    asked = word.partition("<")[2].rstrip(">")
                    refusal = relay.behaviour.recipient(asked)
                    recipient = "" if refusal else asked
                    self.say(refusal or "250 ok")
                case "DATA":
                    if not recipient:
                        self.say("554 no valid recipient")
                        continue
                    self.say("354 go on")
                    content = self._text()
                    texts += 1
                    answer = relay.behaviour.after_text(recipient)
                    if answer.startswith("2"):
                        relay.taken.append(Taken(sender, recipient, content))
                    if relay.behaviour.drop_every and texts >= relay.behaviour.drop_every:
                        return
                    self.say(answer)
                    if relay.behaviour.drop_answered and texts >= relay.behaviour.drop_answered:
                        return
                    recipient = ""
                case "RSET" if relay.behaviour.drop_refused:
                    return
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def _text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    relay: "ScriptedRelay"

    def handle_error(self, request, address) -> None:
        """A client that hung up is none of the test's failures."""


@dataclass
class ScriptedRelay:
    behaviour: Behaviour = field(default_factory=Behaviour)
    taken: list[Taken] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    lines: int = 0

    def __enter__(self) -> "ScriptedRelay":
        self._server = _Server(("127.0.0.1", 0), _Session)
        self._server.relay = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def nobody_listens() -> int:
    """A port at which nothing answers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
