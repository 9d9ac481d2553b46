"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.satisfaction import answers, views

urlpatterns: list[URLPattern] = [
    path("sie/kepuasan", views.satisfaction, name="sie_satisfaction"),
    path("sie/kepuasan/<int:pk>/jawaban", answers.answers, name="sie_answers"),
]
