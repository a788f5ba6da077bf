"""Error pages."""

urlpatterns: list[object] = []
