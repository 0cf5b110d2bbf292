"""Sends values of Python from Autobahn|Python to the Java client, which returns them.

ROUTER_URL and RAWSOCKET_URL are the router's addresses, as for run.py. Prints a line for each serializer and value, in
the form of run.py; the last field is the returned value. A line says "failed" only if the value has ended the session.
"""

import asyncio

import autobahn
from autobahn.wamp.exception import ApplicationError, SerializationError
from run import DEADLINE, SERIALIZERS, opener, same

# Each value is written as source text, which is also its name.
VALUES = [
    "None",
    "2**53 + 1",
    "2**64 - 1",
    "2**64",
    "-(2**64)",
    "0.1",
    "-0.0",
    "1e300",
    'float("nan")',
    'float("inf")',
    'Decimal("3.14")',
    'Decimal("0.1234567890123456789")',
    "Fraction(1, 3)",
    "1 + 2j",
    '"smørrebrød"',
    r'"\0a"',
    r'"\ud800"',
    r'b"\1\2\3"',
    r'bytearray(b"\1\2\3")',
    r'memoryview(b"\1\2\3")',
    "datetime.fromtimestamp(1700000000, UTC)",
    "datetime.fromtimestamp(1700000000.123456, UTC)",
    "datetime.fromtimestamp(-1, UTC)",
    "datetime(2023, 11, 14, 23, 13, 20, tzinfo=timezone(timedelta(hours=1)))",
    "datetime(2023, 11, 14, 22, 13, 20)",
    "date(2023, 11, 14)",
    'UUID("00112233-4455-6677-8899-aabbccddeeff")',
    '{1: "a"}',
    '{(1, 2): "a"}',
    "(1, 2)",
    "{1, 2}",
    "frozenset([1, 2])",
    '{"a": [1, {"b": datetime.fromtimestamp(1700000000, UTC), "c": [b"\\1", 2**53 + 1]}]}',
]


def value_of(source):
    from datetime import date, datetime, timedelta, timezone
    from decimal import Decimal
    from fractions import Fraction
    from uuid import UUID

    names = {"UTC": timezone.utc, "UUID": UUID, "Decimal": Decimal, "Fraction": Fraction}
    return eval(source, names | {"date": date, "datetime": datetime, "timedelta": timedelta, "timezone": timezone})


async def echo(session, value):
    try:
        came = await asyncio.wait_for(session.call("interop.peer.echo", value), DEADLINE)
    except ApplicationError as error:
        return "refused" if error.error == "wamp.error.invalid_argument" else f"error `{error.error}`"
    except SerializationError:
        return "not sent"
    return "as sent" if type(came) is type(value) and repr(came) == repr(value) else f"`{came!r}`"


async def all_values(serializer):
    for source in VALUES:
        came = None
        try:
            async with opener("websocket", serializer)() as session:
                came = await echo(session, value_of(source))
                same(await asyncio.wait_for(session.call("interop.peer.echo", "still here"), DEADLINE), "still here")
            outcome = "ok", came
        except Exception as failure:
            outcome = "failed", f"{came}, then {type(failure).__name__}: {failure}"
        print("RESULT", serializer, source, outcome[0], " ".join(outcome[1].split()), sep="\t", flush=True)


async def main():
    print("CLIENT", "Autobahn|Python", autobahn.__version__, sep="\t", flush=True)
    await asyncio.gather(*(all_values(serializer) for serializer in SERIALIZERS))
    print("DONE", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
