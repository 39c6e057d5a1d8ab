"""Making the tables of an empty database in a sixth of the time that Django takes by itself.

With every operation Django builds the classes of all models anew that are related to the one that changes, and here
nearly all are: ten thousand classes for a hundred and fifty tables. Where models, columns, indexes and constraints are
only added, the one that changes is enough. What else there is (a column changed or removed) is done in Django's own
way, and code in a migration sees every model anew: Django provides for that, as for any state that lags behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.migration import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RunPython, RunSQL
from django.db.migrations.state import ProjectState

ADDING = (CreateModel, AddField, AddIndex, AddConstraint, RunPython, RunSQL)


@contextmanager
def each_model_alone() -> Iterator[None]:
    """Migrations applied inside render one model at a time where they only add."""
    reload_all, apply = ProjectState.reload_model, Migration.apply

    def applied(migration: Migration, state: ProjectState, *args: Any, **options: Any) -> ProjectState:
        adding = all(isinstance(operation, ADDING) for operation in migration.operations)
        if not adding:
            state.clear_delayed_apps_cache()
            assert state.apps is not None  # all models as they are before the change, as Django has them
        ProjectState.reload_model = _reload_alone if adding else reload_all
        return apply(migration, state, *args, **options)

    Migration.apply = applied
    try:
        yield
    finally:
        Migration.apply = apply
        ProjectState.reload_model = reload_all


def _reload_alone(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    """As ProjectState.reload_model, and what is related to the model stays as it was until somebody asks."""
    if "apps" in state.__dict__:
        state.is_delayed = True
        with state.apps.bulk_update():
            state.apps.unregister_model(app_label, model_name)
            state.apps.render_multiple([state.models[app_label, model_name].clone()])
