"""Writes that concern the whole network: its tempo, a line about several people, and warm introductions."""

from grapevine.domain.network.actions.lines import Logged, log_line, take_back_line
from grapevine.domain.network.actions.tempo import change_tempo

__all__ = ["Logged", "change_tempo", "log_line", "take_back_line"]
