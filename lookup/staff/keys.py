"""Keys for what the staff desk keeps closed: one for each purpose, made from the site's secret key."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet


@lru_cache(maxsize=8)
def cipher(secret_key: str, purpose: str) -> Fernet:
    """What encrypts for one purpose, and opens what was encrypted for it."""
    key = hashlib.scrypt(secret_key.encode(), salt=purpose.encode(), n=2**12, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(key))
