from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certs.signing import base45


@pytest.mark.parametrize(
    ("data", "text"),
    [  # RFC 9285, sections 4.3 and 4.4
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_the_rfcs_own_examples(data, text):
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@pytest.mark.parametrize("text", ["GGW", "::", ":::", "A", "BB8B", "bb8", "检检检"])
def test_what_no_encoder_makes_is_refused(text):
    with pytest.raises(ValueError):
        base45.decode(text)


@given(st.binary(max_size=80))
def test_there_and_back(data):
    assert base45.decode(base45.encode(data)) == data


@given(st.text(alphabet=base45.ALPHABET, max_size=12))
def test_only_one_text_for_each_data(text):
    try:
        data = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(data) == text
