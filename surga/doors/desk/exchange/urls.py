"""The addresses of the exchange, all below ``meja/pertukaran``."""

from django.urls import URLPattern

from surga.doors.desk.exchange.watching.urls import urlpatterns as watching

urlpatterns: list[URLPattern] = [*watching]
