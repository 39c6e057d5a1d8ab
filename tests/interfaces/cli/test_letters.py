"""`grapevine letters`: the list, a trial, one called back."""

from __future__ import annotations

from django.core import mail

from grapevine.domain.letters.models import Letter
from tests.interfaces.cli.calling import NOBODYS, call, refused, told


def test_a_trial_goes_to_oneself_and_is_listed(leah, settings):
    assert told("letters", "list") == []
    sent = told("letters", "send-test")
    assert (sent["state"], mail.outbox[0].to) == ("sent", ["Leah Marchetti <leah@marchetti.example>"])
    assert "List-Unsubscribe" not in mail.outbox[0].message()
    (row,) = told("letters", "list")
    assert (row["subject"], row["id"]) == ("Letters leave your Grapevine", sent["id"])
    assert told("letters", "list", "--waiting") == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "does not answer" in refused("letters", "send-test")
    (row,) = told("letters", "list", "--waiting")
    assert "Called back" in call("letters", "cancel", row["id"]).stdout
    assert "nothing left to call back" in refused("letters", "cancel", row["id"])
    assert "Only a letter that did not go out" in refused("letters", "retry", row["id"])
    assert "no such letter" in refused("letters", "retry", NOBODYS)
    Letter.objects.filter(uid=row["id"]).update(state="failed")
    assert "not kept any more" in refused("letters", "retry", row["id"])
