from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "surga.project"

    def ready(self) -> None:
        from surga.project import wiring

        wiring.connect()
