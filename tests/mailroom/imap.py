"""A real IMAP server of this run's own: Dovecot, with one user and folders of files."""

import os
import pwd
import socket
import subprocess
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.servers import free_port, wait_for

USER, PASSWORD = "bounces", 'pass "word" %/\\'
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
last_valid_uid = 0
last_valid_gid = 0
mail_location = maildir:{folder}/mail
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service auth {{
  user = {me}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@dataclass
class Dovecot:
    folder: Path
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        is_root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid()).pw_name
        owner = pwd.getpwnam("nobody" if is_root else me)  # Dovecot reads no mail as root
        for name in ("mail/new", "mail/cur", "mail/tmp", "run", "state"):
            (self.folder / name).mkdir(parents=True)
        self.folder.chmod(0o755)
        for folder in self.folder.rglob("mail*"):
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        for name in ("new", "cur", "tmp"):
            os.chown(self.folder / "mail" / name, owner.pw_uid, owner.pw_gid)
        (self.folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
        told = {
            "folder": self.folder,
            "port": self.port,
            "me": me,
            "user": "dovecot" if is_root else me,
            "login": "dovenull" if is_root else me,
            "group": "dovecot" if is_root else me,
            "uid": owner.pw_uid,
            "gid": owner.pw_gid,
        }
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(**told))
        self._names = count(1)

    def __enter__(self) -> "Dovecot":
        command = ["/usr/sbin/dovecot", "-F", "-c", str(self.folder / "dovecot.conf")]
        self._running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_for(self._answers, seconds=20, what="Dovecot")
        return self

    def __exit__(self, *_: object) -> None:
        self._running.terminate()
        self._running.wait(20)

    def _answers(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def lay(self, raw: bytes) -> None:
        """A mail comes in."""
        file = self.folder / "mail" / "new" / f"{next(self._names)}.test"
        file.write_bytes(raw)
        file.chmod(0o644)

    def flags(self) -> list[str]:
        """Of each mail, as Maildir writes them: S is seen; new ones have none."""
        return [file.name.partition(":2,")[2] for file in sorted((self.folder / "mail").glob("[nc][eu][wr]/*"))]
