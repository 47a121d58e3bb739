from __future__ import annotations

import socket
import threading

import pytest

from vision.errors import NetworkRefusedError
from vision.offline import offline


def test_no_name_is_looked_up_and_no_link_opened_within() -> None:
    with offline():
        with pytest.raises(NetworkRefusedError, match=r"tried to reach .*example\.invalid"):
            socket.getaddrinfo("example.invalid", 443)
        with socket.socket() as link, pytest.raises(NetworkRefusedError, match=r"127\.0\.0\.1"):
            link.connect(("127.0.0.1", 9))


def test_other_threads_and_later_calls_are_left_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        reached: list[bool] = []

        def connect() -> None:
            socket.create_connection(address).close()
            reached.append(True)

        with offline():
            other = threading.Thread(target=connect)
            other.start()
            other.join()
        connect()
        assert reached == [True, True]
