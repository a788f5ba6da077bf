"""Somebody else's HTML in a frame: looked at, it does nothing.

Source  Content Security Policy Level 3, sandbox
"""


def mail_policy(site_url: str) -> str:
    """Of a mail at the desk: our pictures and its own styles, no script, no form, and its links lead nowhere."""
    return f"default-src 'none'; img-src 'self' {site_url} data:; style-src 'self' {site_url} 'unsafe-inline'; sandbox"
