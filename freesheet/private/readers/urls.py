"""The reader's own addresses, all under /account/."""

from django.urls import path

from freesheet.private.readers import views

urlpatterns = [
    path("", views.account, name="account"),
    path("ask/", views.ask, name="account_ask"),
    path("code/", views.code, name="account_code"),
    path("enter/", views.enter, name="account_enter"),
    path("change/", views.change, name="account_change"),
    path("everything/", views.everything, name="account_everything"),
    path("erase/", views.erase, name="account_erase"),
    path("leave/", views.leave, name="account_leave"),
]
