"""COSE_Sign1 (RFC 9052, section 4.2): a payload with one signature over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cbor2

from certs.signing.signer import Signer, Verifier

_TAG = 18
_ALG = 1
_KID = 4
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Envelope:
    """A COSE_Sign1 taken apart; nothing in it is trusted before ``signed_by`` says so."""

    alg: int
    key_id: bytes
    payload: bytes
    signature: bytes
    protected: bytes

    def signed_by(self, verifier: Verifier) -> bool:
        """Whether ``verifier``'s key signed it, with the algorithm that it names."""
        message = _to_be_signed(self.protected, self.payload)
        return self.alg == verifier.alg and verifier.verify(message, self.signature)


def sign1(payload: bytes, signer: Signer) -> bytes:
    """``payload`` signed, as tagged CBOR; algorithm and key id are both under the signature."""
    protected = cbor2.dumps({_ALG: signer.alg, _KID: signer.key_id}, canonical=True)
    signature = signer.sign(_to_be_signed(protected, payload))
    return cbor2.dumps(cbor2.CBORTag(_TAG, [protected, {}, payload, signature]))


def open_sign1(data: bytes) -> Envelope:
    """Take a COSE_Sign1 apart; raises ValueError if it is none."""
    if len(data) > _LONGEST:
        raise ValueError("too long for a signature of ours")
    tagged = _loads(data)
    parts = tagged.value if isinstance(tagged, cbor2.CBORTag) and tagged.tag == _TAG else ()
    match tuple(parts) if isinstance(parts, list | tuple) else ():
        case (bytes() as protected, unprotected, bytes() as payload, bytes() as signature):
            alg, key_id = _header(protected, unprotected)
            return Envelope(alg, key_id, payload, signature, protected)
    raise ValueError("no COSE_Sign1")


def _header(protected: bytes, unprotected: object) -> tuple[int, bytes]:
    header = _loads(protected)
    if not isinstance(header, Mapping) or not isinstance(unprotected, Mapping):
        raise ValueError("a header of it is no map")
    alg, key_id = header.get(_ALG), header.get(_KID, unprotected.get(_KID))
    if not isinstance(alg, int) or not isinstance(key_id, bytes):
        raise ValueError("its header names no algorithm or no key")
    return alg, key_id


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _loads(data: bytes) -> Any:
    try:
        return cbor2.loads(data, max_depth=8, allow_duplicate_keys=False, allow_indefinite=False)
    except cbor2.CBORDecodeError as fault:
        raise ValueError(f"no CBOR: {fault}") from fault
