"""/u/<token>/: the link to leave, in every issue."""

from django.urls import path

from freesheet.private.newsletters import views

urlpatterns = [path("<str:token>/", views.leave, name="newsletters_leave")]
