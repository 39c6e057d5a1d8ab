"""`grapevine lab guard --stage STAGE < MESSAGE`: whether a draft reads as a pitch, and which words say so."""

from __future__ import annotations

import json
import sys

import click

from grapevine.domain.coach.rules.guard.verdict import judge
from grapevine.domain.depth.rules.stage import STAGES
from grapevine.interfaces.cli.lab.table import Refused


@click.command()
@click.option("--stage", required=True, type=click.Choice(STAGES), help="Where the relationship stands.")
def guard(stage: str) -> None:
    """Whether a draft to one person wants something too early.

    \b
    In, standard input: the draft (UTF-8, English)
    Out, JSON: {"pitch": bool, "p", "cues": [{"family", "text", "weight"}], "advice"}
      p       0 to 1; pitch is the verdict on the words alone
      cues    the very words; weight above 0 speaks for a pitch, below 0 against it
      advice  what this stage makes of it; empty when there is nothing to say
    """
    try:
        draft = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("the draft is not UTF-8 text. Save it in UTF-8 and try again.") from error
    found = judge(draft, stage)
    document = {
        "pitch": found.pitch,
        "p": round(found.p, 4),
        "cues": [
            {"family": cue.hit.family.name, "text": cue.hit.text, "weight": round(cue.weight, 3)} for cue in found.cues
        ],
        "advice": found.advice,
    }
    click.echo(json.dumps(document, ensure_ascii=False))
