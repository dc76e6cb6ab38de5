"""Small TCP servers on 127.0.0.1 that behave badly on purpose."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def replying(answer: bytes | None) -> Iterator[int]:
    """A port that answers whatever comes with the same bytes and hangs up; None: stays silent."""

    def serve(client: socket.socket) -> None:
        client.recv(4096)
        if answer is None:
            client.recv(4096)  # until the other side hangs up
        else:
            client.sendall(answer)

    with _serving(serve) as port:
        yield port


@contextmanager
def proxy(to_port: int, cut_after: list[int]) -> Iterator[int]:
    """A port that leads to another; the first connections are cut after so many bytes back."""
    left = list(cut_after)

    def serve(client: socket.socket) -> None:
        budget = left.pop(0) if left else None
        with socket.create_connection(("127.0.0.1", to_port)) as server:
            ahead = threading.Thread(target=_pass_on, args=(client, server, None), daemon=True)
            ahead.start()
            _pass_on(server, client, budget)
            for end in (client, server):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            ahead.join(5)

    with _serving(serve) as port:
        yield port


def _pass_on(source: socket.socket, sink: socket.socket, budget: int | None) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65_536):
            if budget is not None and (budget := budget - len(piece)) < 0:
                return
            sink.sendall(piece)


@contextmanager
def _serving(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    def handle(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            serve(client)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=handle, args=(client,), daemon=True).start()

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        yield listener.getsockname()[1]
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        accepting.join(5)
