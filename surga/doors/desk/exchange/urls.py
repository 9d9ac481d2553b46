"""The addresses of the exchange, all below ``meja/pertukaran``."""

from django.urls import URLPattern

from surga.doors.desk.exchange.byhand.urls import urlpatterns as byhand
from surga.doors.desk.exchange.watching.urls import urlpatterns as watching

urlpatterns: list[URLPattern] = [*byhand, *watching]
