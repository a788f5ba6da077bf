"""/healthz: whether this process can answer and reach the database. Called by monitors, not by readers."""

from django.db import Error as DatabaseTrouble
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path


def healthz(request: HttpRequest) -> JsonResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseTrouble:
        return JsonResponse({"database": "away"}, status=503)
    return JsonResponse({"database": "here"})


urlpatterns = [path("", healthz)]
