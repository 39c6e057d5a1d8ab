"""What is missing and what comes: audit, insights, goals, forecast."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    audit,
    forecast,
    goals,
    insights,
    organisation,
    together,
)

PATTERNS: list[URLPattern] = [
    path("audit", audit.audit, name="audit"),
    path("audit.csv", audit.as_csv, name="audit_csv"),
    path("audit/<slug:key>", audit.group, name="audit_group"),
    path("audit/<slug:key>.csv", audit.as_csv, name="audit_group_csv"),
    path("insights", insights.insights, name="insights"),
    path("insights/<slug:part>.csv", insights.as_csv, name="insights_csv"),
    path("insights/together", together.comparison, name="comparison"),
    path("insights/together/count", together.count, name="comparison_count"),
    path("insights/together/chapters/<int:chapter>/survey", together.open_survey, name="survey_open"),
    path("insights/together/surveys/<uuid:uid>/answer", together.answer, name="survey_answer"),
    path("insights/together/surveys/<uuid:uid>/close", together.close, name="survey_close"),
    path("insights/organisation", organisation.mine, name="my_organisation"),
    path("insights/organisation/<uuid:uid>", organisation.organisation, name="organisation"),
    path("insights/organisation/<uuid:uid>/count", organisation.count, name="organisation_count"),
    path("insights/organisation/<uuid:uid>/chapters.csv", organisation.chapters_csv, name="organisation_chapters_csv"),
    path("goals", goals.goals, name="goals"),
    path("goals/<uuid:uid>/let-go", goals.let_go, name="goal_let_go"),
    path("forecast", forecast.forecast, name="forecast"),
    path("forecast.csv", forecast.as_csv, name="forecast_csv"),
    path("forecast/record.csv", forecast.record_csv, name="forecast_record_csv"),
]
