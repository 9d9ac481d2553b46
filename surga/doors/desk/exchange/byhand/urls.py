"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.exchange.byhand import exported, tasks, typed

urlpatterns: list[URLPattern] = [
    path("meja/pertukaran/tugas", tasks.tasks, name="desk_tasks"),
    path("meja/pertukaran/tugas/<int:pk>/<slug:way>", tasks.act, name="desk_task_act"),
    path("meja/pertukaran/masuk", typed.typed, name="desk_typed"),
    path("meja/pertukaran/ekspor", exported.upload, name="desk_export"),
    path("meja/pertukaran/ekspor/<slug:token>", exported.sheet, name="desk_export_sheet"),
    path("meja/pertukaran/ekspor/<slug:token>/buang", exported.throw_away, name="desk_export_drop"),
]
