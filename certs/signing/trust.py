"""Which keys may sign stickers, from when until when, and which signatures were taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from certs.errors import TrustListInvalid
from certs.signing.signer import VERIFIERS, Ed25519Verifier


class TrustedKey(BaseModel):
    """One public key; ``kid`` and ``public_key`` are hexadecimal.

    ``valid_from`` and ``valid_until`` bound the dates of issue that it may sign. A key that is
    ``revoked`` vouches for nothing any more: whoever stole it writes any date of issue.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kid: str
    alg: int
    public_key: str
    holder: str
    valid_from: dt.date
    valid_until: dt.date
    revoked: dt.date | None = None

    @field_validator("alg")
    @classmethod
    def _known(cls, alg: int) -> int:
        if alg not in VERIFIERS:
            raise ValueError(f"algorithm {alg} is not known here")
        return alg

    @model_validator(mode="after")
    def _names_itself(self) -> TrustedKey:
        if self.verifier().key_id.hex() != self.kid:
            raise ValueError(f"kid {self.kid} is not that of its public key")
        return self

    def verifier(self) -> Ed25519Verifier:
        """The key, ready to check signatures."""
        return VERIFIERS[self.alg](bytes.fromhex(self.public_key))

    @classmethod
    def of(
        cls, verifier: Ed25519Verifier, holder: str, valid_from: dt.date, valid_until: dt.date
    ) -> TrustedKey:
        """The entry for one key."""
        return cls(
            kid=verifier.key_id.hex(),
            alg=verifier.alg,
            public_key=verifier.public.hex(),
            holder=holder,
            valid_from=valid_from,
            valid_until=valid_until,
        )


class TrustList(BaseModel):
    """The keys, and the serials of stickers withdrawn since; carried offline as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    keys: tuple[TrustedKey, ...] = ()
    revoked_serials: frozenset[str] = frozenset()

    def key(self, key_id: bytes) -> TrustedKey | None:
        """The entry of that key id, if there is one."""
        return next((key for key in self.keys if key.kid == key_id.hex()), None)

    @classmethod
    def read(cls, path: Path) -> TrustList:
        """The list in a JSON file; raises TrustListInvalid naming the file and the fault."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as fault:
            raise TrustListInvalid(f"{path}: {fault.strerror}: fetch the list again") from fault
        except ValidationError as fault:
            first = fault.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the file"
            raise TrustListInvalid(
                f"{path}: {where}: {first['msg']}: fetch the list again"
            ) from fault
