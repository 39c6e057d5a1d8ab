"""What runs when: `timetable.py` is the list, `sweeping.py` the jobs that belong to no capability."""
