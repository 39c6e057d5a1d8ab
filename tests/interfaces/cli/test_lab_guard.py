"""`grapevine lab guard`: a draft in, one JSON document out, with no database."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from grapevine.interfaces.cli.lab import lab

ASK = "Hi Dana, do you know anyone who needs a lawyer? Please pass on my name."


def run(draft: str | bytes, *options: str):
    return CliRunner().invoke(lab, ["guard", *options], input=draft)


@pytest.mark.parametrize(("stage", "says"), [("seen", "Not yet"), ("trusted", "given lately"), ("referring", "")])
def test_the_document_is_that_of_the_contract(stage, says):
    found = json.loads(run(ASK, "--stage", stage).stdout)
    assert list(found) == ["pitch", "p", "cues", "advice"]
    assert found["pitch"] is True and 0.62 <= found["p"] <= 1.0 and says in found["advice"]
    assert found["cues"][0] == {"family": "referral", "text": "do you know anyone who", "weight": 1.54}


def test_a_thank_you_is_left_in_peace():
    found = json.loads(run("Hi Dana, thank you so much for dinner. How is your mother?", "--stage", "seen").stdout)
    assert (found["pitch"], found["advice"]) == (False, "") and all(cue["weight"] < 0 for cue in found["cues"])


def test_a_stage_is_needed_and_the_text_must_be_utf_8():
    assert run(ASK).exit_code == 2 and run(ASK, "--stage", "close").exit_code == 2
    refused = run(b"\xff\xfe\x00", "--stage", "seen")
    assert refused.exit_code == 1 and "UTF-8" in refused.output
