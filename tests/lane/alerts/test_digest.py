"""Digest as RFC 2617 has it: its own example, a client nobody here wrote, and replays."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from lane.alerts.simulated_desk.digest import DigestGuard


def _rfc_header(**changes: str) -> str:
    """The example of RFC 2617, section 3.5."""
    fields = {
        "username": "Mufasa",
        "realm": "testrealm@host.com",
        "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093",
        "uri": "/dir/index.html",
        "qop": "auth",
        "nc": "00000001",
        "cnonce": "0a4f113b",
        "response": "6629fae49393a05397450978507c4ef1",
    } | changes
    return "Digest " + ", ".join(f'{name}="{value}"' for name, value in fields.items())


@pytest.fixture
def guard():
    class Time:
        now = 0.0

        def __call__(self) -> float:
            return self.now

    clock = Time()
    made = DigestGuard("Mufasa", "Circle Of Life", clock, realm="testrealm@host.com")
    made._nonces["dcd98b7102dd2f0e8b11d0f600bfb0c093"] = (0.0, 0)
    return made, clock


def test_the_example_of_the_rfc_is_accepted_once(guard):
    desk, _ = guard
    assert desk.accepts(_rfc_header(), "GET")
    assert not desk.accepts(_rfc_header(), "GET")


@pytest.mark.parametrize(
    "changes",
    [
        {"response": "0" * 32},
        {"username": "Scar"},
        {"uri": "/other"},
        {"nonce": "unknown"},
        {"nc": "not hex"},
    ],
)
def test_a_changed_header_is_refused(guard, changes):
    desk, _ = guard
    assert not desk.accepts(_rfc_header(**changes), "GET")
    assert not desk.accepts(_rfc_header(), "POST")


@pytest.mark.parametrize("header", ["", "Basic eDp5", "Digest", "Digest nonsense"])
def test_what_is_no_digest_is_refused(guard, header):
    assert not guard[0].accepts(header, "GET")


def test_an_old_nonce_is_refused(guard):
    desk, clock = guard
    clock.now = 61.0
    assert not desk.accepts(_rfc_header(), "GET")


def test_another_client_than_ours_gets_in(desk):
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, desk.url, "lane", "lane")
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPDigestAuthHandler(passwords)
    )
    body = b'{"RegisterObject":{"DeviceID":"37090000001190000009"}}'
    headers = {"User-Identify": "37090000001190000009"}
    request = urllib.request.Request(f"{desk.url}/VIID/System/Register", body, headers)
    with opener.open(request, timeout=10) as answer:
        assert answer.status == 200
