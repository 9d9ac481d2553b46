"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.centre.knowledge import articles, questions

urlpatterns: list[URLPattern] = [
    path("meja/pengetahuan", articles.every, name="desk_articles"),
    path("meja/pengetahuan/baru", articles.edit, name="desk_article_new"),
    path("meja/pengetahuan/artikel/<slug:slug>", articles.edit, name="desk_article"),
    path("meja/pengetahuan/pertanyaan", questions.every, name="desk_questions"),
    path("meja/pengetahuan/pertanyaan/<int:pk>", questions.settle, name="desk_question"),
]
