"""/hooks/mail/<provider>/: where mail providers tell what became of our mail."""

from django.urls import path

from freesheet.doors.mailroom.returning import hooks

urlpatterns = [path("<slug:provider>/", hooks.hook, name="mail_hook")]
