"""The token that a fetch from a private repository needs, and where it must not go."""

from __future__ import annotations

import base64

import pytest

from action.checkout import Checkout
from tests.action.api import Api, serving
from tests.conftest import Repository

BASIC = "basic " + base64.b64encode(b"x-access-token:a-token").decode()


@pytest.fixture
def private(repository: Repository, api: Api, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A checkout that was told not to persist credentials, of a repository on a server."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    repository.git("remote", "add", "origin", f"{api.url}/baker/bread.git")
    return repository


def test_the_token_is_sent_to_the_server_of_the_workflow(private: Repository, api: Api) -> None:
    assert not Checkout(private.root, api.url, "a-token").fetch("origin", "main")
    assert api.authorizations[0] == BASIC
    assert "extraheader" not in private.git("config", "--list")


def test_the_token_is_not_sent_to_another_server(private: Repository, api: Api) -> None:
    with serving() as other:
        Checkout(private.root, other.url, "a-token").fetch("origin", "main")

    assert {*api.authorizations} == {None}


def test_credentials_that_the_checkout_kept_are_not_doubled(private: Repository, api: Api) -> None:
    private.git("config", f"http.{api.url}/.extraheader", "AUTHORIZATION: basic kept")
    Checkout(private.root, api.url, "a-token").fetch("origin", "main")

    assert api.authorizations[0] == "basic kept"
