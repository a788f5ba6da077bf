"""What a browser complains of while somebody uses Freesheet: every complaint fails the journey.

Rule    what is forgiven stands in FORGIVEN by name, with the reason
"""

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

FORGIVEN: dict[str, str] = {}
"""Part of a complaint → why it harms nobody and is not ours."""


class Watch:
    """Listens to every page of a browser context, also those in its frames."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.strangers: set[str] = set()
        self._expected: set[str] = set()
        context.on("console", self._hear)
        context.on("weberror", self._fail)
        context.on("response", self._answer)
        context.on("request", lambda request: self._ask(request.url))

    def expect(self, url: str) -> None:
        """A request that may be answered by a refusal: Chromium says so in the console, and it is no fault."""
        self._expected.add(url)

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type not in {"error", "warning"} and "Content Security" not in line.text:
            return
        url = line.location.get("url", "")
        if line.text.startswith("Failed to load resource") and url in self._expected:
            return
        self._note(f"{line.type}: {line.text} ({url})")

    def _fail(self, problem: WebError) -> None:
        self._note(f"script: {problem.error}")

    def _answer(self, response: Response) -> None:
        if response.status >= 500:
            self._note(f"{response.status} from {response.url}")

    def _ask(self, url: str) -> None:
        if url.startswith("http") and "//localhost:" not in url:
            self.strangers.add(url)

    def _note(self, complaint: str) -> None:
        if not any(part in complaint for part in FORGIVEN):
            self.complaints.append(complaint)

    def check(self) -> None:
        """Fail if anything was said since the last check, or another site was asked for anything."""
        complaints, self.complaints = self.complaints, []
        strangers, self.strangers = self.strangers, set()
        assert not complaints, "\n".join(complaints)
        assert not strangers, f"other sites were asked: {sorted(strangers)}"
