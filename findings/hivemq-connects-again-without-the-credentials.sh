#!/usr/bin/env bash
# HiveMQ's MQTT client 1.4.0 for Java reconnects without the user name and password of the first CONNECT, except if they
# were set in the builder of the client.
#
# Guess: the automatic reconnect repeats the CONNECT of the program, with its keep alive, clean start, session expiry
# and credentials.
# Seen: the new CONNECT has the same keep alive and session expiry, but no user name and password if connectWith() has
# set them. It has only the credentials of the builder (MqttClient.builder()…simpleAuth()). With a broker that requires
# credentials, everything works until the first lost connection; then each attempt is refused (not authorized), forever.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.hivemq</groupId><artifactId>hivemq-mqtt-client</artifactId><version>1.4.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >Try.java <<'JAVA'
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

public class Try {
    /** Accepts a connection of MQTT 5, and prints what CONNECT has. */
    static Socket accept(ServerSocket broker, String which) throws Exception {
        Socket socket = broker.accept();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readByte();
        while ((in.readByte() & 0x80) != 0) {}
        in.skipNBytes(7); // the name MQTT, and the version
        int flags = in.readUnsignedByte();
        int keepAlive = in.readUnsignedShort();
        System.out.println(which + ": user name " + ((flags & 0x80) != 0) + ", password " + ((flags & 0x40) != 0)
                + ", keep alive " + keepAlive);
        socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
        return socket;
    }

    public static void main(String[] args) throws Exception {
        Mqtt5SimpleAuth credentials = Mqtt5SimpleAuth.builder().username("joe").password("secret".getBytes()).build();
        for (boolean inBuilder : new boolean[] {false, true}) {
            try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                var client = MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("client")
                        .serverAddress(new java.net.InetSocketAddress("127.0.0.1", broker.getLocalPort()))
                        .simpleAuth(inBuilder ? credentials : null)
                        .automaticReconnectWithDefaultConfig()
                        .buildAsync();
                var connect = client.connectWith().keepAlive(77);
                var connected = (inBuilder ? connect : connect.simpleAuth(credentials)).send();
                String where = inBuilder ? "credentials in the builder" : "credentials in CONNECT";
                Socket first = accept(broker, where + ", first connection");
                connected.get();
                first.close();
                accept(broker, where + ", second connection").close();
            }
        }
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
credentials in CONNECT, first connection: user name true, password true, keep alive 77
credentials in CONNECT, second connection: user name false, password false, keep alive 77
credentials in the builder, first connection: user name true, password true, keep alive 77
credentials in the builder, second connection: user name true, password true, keep alive 77
TEXT
timeout 60 java -cp 'lib/*' Try.java 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
