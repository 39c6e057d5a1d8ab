"""Stories, and the pages of those who are named in them or answer."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    public_story,
    stories,
    story_links,
    story_named,
    story_own,
    testimonials,
)

PATTERNS: list[URLPattern] = [
    path("stories", stories.index, name="stories"),
    path("stories/new", stories.new, name="story_new"),
    path("stories/words", testimonials.index, name="testimonials"),
    path("stories/words/<uuid:uid>/send", testimonials.send, name="testimonial_send"),
    path("stories/words/<uuid:uid>/place", testimonials.place, name="testimonial_place"),
    path("stories/words/<uuid:uid>/delete", testimonials.delete, name="testimonial_delete"),
    path("stories/comments/<uuid:uid>/decide", story_own.decide, name="story_comment_decide"),
    path("stories/comments/<uuid:uid>/delete", stories.unsay, name="story_comment_delete"),
    path("stories/named/<uuid:uid>/edit", story_named.edit, name="story_named_edit"),
    path("stories/named/<uuid:uid>/remove", story_named.remove, name="story_named_remove"),
    path("stories/named/<uuid:uid>/ask", story_named.ask, name="story_named_ask"),
    path("stories/named/<uuid:uid>/send", story_named.send, name="story_named_send"),
    path("stories/named/<uuid:uid>/agreed", story_named.agreed, name="story_named_agreed"),
    path("stories/named/<uuid:uid>/withdraw", story_named.withdraw, name="story_named_withdraw"),
    path("stories/<uuid:uid>", stories.show, name="story"),
    path("stories/<uuid:uid>/edit", stories.edit, name="story_edit"),
    path("stories/<uuid:uid>/reach", story_own.reach, name="story_reach"),
    path("stories/<uuid:uid>/delete", story_own.delete, name="story_delete"),
    path("stories/<uuid:uid>/comment", stories.say, name="story_comment"),
    path("stories/<uuid:uid>/named", story_named.add, name="story_named_add"),
    path("stories/<uuid:uid>/brief", story_own.brief, name="story_brief"),
    path("s/<str:slug>", public_story.show, name="public_story"),
    path("said/<str:secret>", public_story.own_comment, name="own_comment"),
    path("n/<str:secret>", story_links.named, name="story_name_asked"),
    path("w/<str:secret>", story_links.own_words, name="story_words_asked"),
]
