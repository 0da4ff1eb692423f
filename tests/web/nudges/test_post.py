"""Handing a mail to a server: what was taken, what was certainly not, and what nobody knows."""

import socketserver
import threading
import uuid
from collections.abc import Iterator

import pytest

from reintegrate.db import commit
from reintegrate.models.mail import Mail, MailKind
from reintegrate.models.outgoing import OutgoingStatus
from reintegrate.models.user import system_user
from reintegrate.web.nudges.mails import send_mail
from reintegrate.web.nudges.post import reachable

pytestmark = pytest.mark.either_database


class Session(socketserver.StreamRequestHandler):
    """As much SMTP as one mail needs. `server.answers`: what it says to a command, where that is
    not "250 ok"; None: it hangs up."""

    def handle(self) -> None:
        self.say("220 here")
        for line in self.rfile:
            command = line.decode().split()[0].upper()
            answer = self.server.answers.get(
                command, "354 go on" if command == "DATA" else "250 ok"
            )
            if answer is None:
                return
            self.say(answer)
            if command == "DATA" and answer.startswith("354") and not self.take():
                return

    def take(self) -> bool:
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.taken.append(b"".join(lines).decode())
        answer = self.server.answers.get("END", "250 ok")
        if answer is not None:
            self.say(answer)
        return answer is not None

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server() -> Iterator[socketserver.TCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.answers, server.taken = {}, []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def address(server) -> str:
    return f"smtp+plain://127.0.0.1:{server.server_address[1]}"


@pytest.fixture
def sent(another_app, lan, server):
    """Write one mail, send it to that server, and say what became of it."""

    def send(**answers: str | None) -> Mail:
        server.answers = answers
        mail = Mail.write(
            lan,
            MailKind.DIGEST,
            key=str(uuid.uuid4()),
            to="lan@example.vn",
            subject="Công việc hôm nay",
            body="Lần gặp quá hạn: 3\n",
            by=system_user(),
        )
        mail_id = mail.id
        commit()
        with another_app(smtp_url=address(server), mail_from="work@example.vn").app_context():
            send_mail(system_user(), only=mail_id)
        return mail

    return send


def test_a_mail_arrives_as_it_was_written(sent, server):
    assert sent().status == OutgoingStatus.SENT

    (mail,) = server.taken
    assert "To: lan@example.vn" in mail
    assert "Auto-Submitted: auto-generated" in mail
    assert "Reintegrate" not in mail


@pytest.mark.parametrize(
    ("answers", "status", "why"),
    [
        ({"RCPT": "550 unknown"}, OutgoingStatus.FAILED, "smtp_550"),
        ({"RCPT": "451 later"}, OutgoingStatus.WAITING, "smtp_451"),
        ({"MAIL": None}, OutgoingStatus.WAITING, "no_answer"),
        ({"DATA": "452 full"}, OutgoingStatus.WAITING, "smtp_452"),
        ({"END": "554 no"}, OutgoingStatus.FAILED, "smtp_554"),
        ({"END": None}, OutgoingStatus.UNCLEAR, "SMTPServerDisconnected"),
    ],
)
def test_what_became_of_it_is_told_apart(sent, answers, status, why):
    mail = sent(**answers)

    assert (mail.status, mail.failure) == (status, why)


def test_a_server_that_is_not_there_is_named(server):
    assert reachable(address(server)) is None
    assert reachable("smtp+plain://127.0.0.1:9") == "no_server"
    assert "REINTEGRATE_SMTP_URL" in str(reachable("mailto:somebody"))
