"""The catalogue of questions: what opens a heading, what asks after an old answer, what to tell about oneself.

Our own words. Add to them freely: each is asked in a talk, so it is short, open and about them.
"""

from __future__ import annotations

#: heading -> questions that open it; one is shown, another each week.
OPENING: dict[str, tuple[str, ...]] = {
    "goals": (
        "What would make this a good year for you?",
        "What are you working toward just now that matters most to you?",
        "If one thing could be settled by the summer, which would you choose?",
        "What have you been putting off that you would love to begin?",
        "Where do you want your work to be in three years?",
    ),
    "accomplishments": (
        "Which piece of work are you still proud of, and why that one?",
        "What went better than you had expected lately?",
        "What have you finished that others had given up on?",
        "Which thank-you have you kept?",
        "What outside of work are you glad to have done?",
    ),
    "interests": (
        "What do you do on a day that is all your own?",
        "What could you talk about for an hour without notes?",
        "What are you reading, growing, cooking or mending at the moment?",
        "What did you love at twelve that you still love?",
        "Where do you go when you want to clear your head?",
    ),
    "networks": (
        "Which groups, clubs or boards do you give your time to?",
        "Who are the people you think of first when you need advice?",
        "Where did you study or work before, and whom do you still meet from there?",
        "Which other trades do your clients deal with?",
        "Whom would you like to know better?",
    ),
    "skills": (
        "What do people ask you for help with, again and again?",
        "What can you do that hardly anybody knows of?",
        "Which part of your work comes easily to you and is hard for others?",
        "What have you taught somebody lately?",
        "Which problem do you hope somebody brings you?",
    ),
}

#: heading -> how to ask after an answer that has grown old.
AGAIN: dict[str, str] = {
    "goals": "How far has it come, and is it still what you are after?",
    "accomplishments": "What has gone well since we last spoke of it?",
    "interests": "Do you still find time for it?",
    "networks": "Are you still with them, and is anybody new in your circle?",
    "skills": "Is that still what people come to you for?",
}

#: heading -> what to tell them about oneself.
TELL: dict[str, str] = {
    "goals": "One thing you are working toward this year.",
    "accomplishments": "One piece of work you are proud of, as a short story.",
    "interests": "What you love to do when nobody needs you.",
    "networks": "Which circles you move in, and whom you could introduce.",
    "skills": "What people come to you for, in words a stranger understands.",
}
