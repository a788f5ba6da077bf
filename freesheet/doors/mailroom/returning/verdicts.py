"""What a receiving server means by its words and codes: gone for good, or not this time.

Rule    words before codes, for servers say 550 to everything; what is not plainly an address gone is soft
Source  RFC 3463 §3 (what each code means), RFC 5321 §4.2, RFC 7505 (a domain that takes no mail)
"""

import re
from dataclasses import dataclass

HARD, SOFT, COMPLAINT = "hard", "soft", "complaint"
READ_LONGEST, WORDS_LONGEST = 8000, 300
"""Characters that are looked at, and that are kept."""
CODE = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
REPLY = re.compile(r"(?<![\d.:/-])[45][0-5]\d(?=[\s\-#:;,]|$)")
GONE_CODES = {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.3.2", "5.4.4"}
"""Bad mailbox, domain or syntax; moved; a domain or system that takes no mail; no such host."""
_NAMES = r"(user|account|mail ?box|recipient|address(ee)?|domain|host|alias|person|member|customer)s?"
_IS_NOT = r"(does ?n.t|does not|did not|do not|don.t|could ?n.t|could not|cannot|was ?n.t|not|no longer)"
_BE_THERE = r"(be )?(exist|found|(a )?valid|recogni[sz]ed|listed|known|active|(a )?registered|reachable)"


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE | re.DOTALL)


_FULL_OR_BLOCKED = _any(
    r"quota",
    r"\bfull\b",
    r"exceeded",
    r"over ?limit",
    r"(disk|storage|mail ?box|insufficient|system) space",
    r"too (large|big|many|much)",
    r"\bblock(ed|ing|list)?\b",
    r"black ?list",
    r"dnsbl|spamhaus",
    r"\bspam",
    r"virus",
    r"gr[ae]y ?list",
    r"found, try again|try again later",
    r"not accept(ing)? (mail|messages) from",
    r"(sender|from) address",
    r"address of sender",
    r"after MAIL FROM",
    r"end of data\b",
    r">>> DATA\s+<<< 550[^\n]*\s+554 5\.0\.0 Service unavailable",
)
"""What no other word outweighs. Whose name was taken, and who is unknown after the text, met a filter."""
_GONE = _any(
    rf"unknown (or illegal |local |virtual )*{_NAMES}",
    r"unknown[- ]to\b",
    rf"{_NAMES}\W+(is |has |was )?(un|not )known",
    rf"no[_ ]such[_ ](\w+[_ ])?{_NAMES}",
    rf"\bno ({_NAMES}|mx|valid hosts?)\b",
    r"no valid recipients",
    rf"(invalid|bad|illegal|incorrect) (final delivery |destination |e-?mail )?{_NAMES}",
    rf"{_NAMES}[^;\n]{{0,90}}?\b{_IS_NOT} {_BE_THERE}",
    rf"{_NAMES}[^;\n]{{0,60}}\b(is |was )?(invalid|non-?existent|unrouteable|unroutable|no longer)",
    r"does(n.t| not) have (an?|any) [^;\n]{0,60}?(account|mailbox|user|delivery point)",
    r"not a (registered|valid|known)",
    r"unroute?able|unknown host|host unknown|unresolvable|nxdomain|name or service not known|name service error",
    r"no answer from dns|couldn.t find any host|null ?mx",
    r"\bdo(es)? not accept (mail|e-?mail)\b(?! from)|never accepts? mail",
    r"has moved|has changed|please try <|moved to",
    r"mailbox unavailable",
    r"recipient address rejected(: access denied|: undeliverable|\.?$)",
    r"address rejected\.?$",
    r"n'existe|не найден|не існує|nicht bekannt|unbekannt",
)
_NOT_NOW = _any(
    r"reputation|banned|junk|unsolicited|malware|infected|content|polic(y|ies)|prohibit|securit|suspicious",
    r"listed (in|by|at|on)\b",
    r"\bspf\b|dkim|dmarc|authenticat|authori[sz]",
    r"reverse|\bptr\b|rdns",
    r"\bsender|mail from|envelope|\bhelo\b|\behlo\b",
    r"relay|permission|restrict|access denied|not (allowed|permitted)",
    r"disabled|suspend|inactive|locked|frozen|deactivat",
    r"timed? ?out|expired|delay|deferred|temporar|later\b|retr(y|ies)|attempts|throttl|connect",
    r"unreachable|\bloop|hop count",
)
ADDRESS_PATTERN = re.compile(r"<?[^\s<>\"'\[\]();,]+@[^\s<>\"'\[\]();,]+>?")
_INNER = re.compile(r"^.*unknown address error", re.IGNORECASE | re.DOTALL)
"""What some gateways say of every refusal before they quote it."""


@dataclass(frozen=True)
class Verdict:
    """What a return says.

    kind    HARD, SOFT or COMPLAINT
    code    the server's, such as 5.1.1 or 550; empty where it gave none
    words   the server's, without any address: they outlive a reader's erasure
    """

    kind: str
    code: str = ""
    words: str = ""


def verdict(words: str, *, status: str = "", permanent: bool = True, behind: str = "") -> Verdict:
    """What a server's words mean.

    status      the code of a report's own field, which words that hold a better one outrank
    permanent   whether it is over with that mail; what is still tried is soft
    behind      what was said beside those words, which may show when they were said
    """
    said = " ".join(_INNER.sub("", words[:READ_LONGEST]).split())
    code = _code(said, status)
    gone = permanent and not _FULL_OR_BLOCKED.search(f"{said}\n{behind}") and _is_gone(said, code)
    return Verdict(HARD if gone else SOFT, code, ADDRESS_PATTERN.sub("…", said)[:WORDS_LONGEST])


def _is_gone(words: str, code: str) -> bool:
    return bool(_GONE.search(words)) or (code in GONE_CODES and not _NOT_NOW.search(words))


def _code(words: str, status: str) -> str:
    """The code that says most: the last like 5.1.1 in the words, the report's, a reply such as 550."""
    found = [code for code in [status, *CODE.findall(words)] if code and not code.endswith(".0.0")]
    if found:
        return found[-1]
    reply = REPLY.search(words)
    return reply[0] if reply else status
