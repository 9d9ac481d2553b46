"""The addresses of photos to decide about. They stand before those of a case's photos, which take any word."""

from django.urls import URLPattern, path

from surga.doors.desk.casework.pictures import views

urlpatterns: list[URLPattern] = [
    path("meja/foto", views.index, name="desk_photos"),
    path("meja/foto/<int:pk>", views.one, name="desk_photo_page"),
    path("meja/foto/<int:pk>/asli", views.original, name="desk_photo_original"),
    path("meja/foto/<int:pk>/buramkan", views.blur, name="desk_photo_blur"),
    path("meja/foto/<int:pk>/ulang", views.again, name="desk_photo_again"),
    path("meja/foto/<int:pk>/putus", views.decide, name="desk_photo_decide"),
]
