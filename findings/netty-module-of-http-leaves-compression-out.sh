#!/usr/bin/env bash
# Netty 4.2.20: on the module path, HttpContentDecompressor and HttpContentCompressor do not find the classes that they
# use.
#
# Guess: a module that requires io.netty.codec.http can use all of its classes: Maven brings netty-codec-compression
# with netty-codec-http, at compile scope and not optional, so its module is on the module path, too.
# Seen: the module io.netty.codec.http only has `requires static` for io.netty.codec.compression. The jar is on the
# module path, but no module resolves it. So the program compiles and starts, but fails at the first response with a
# content-encoding, with NoClassDefFoundError. On the class path, the same classes work. The program has to require
# io.netty.codec.compression itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.netty</groupId><artifactId>netty-codec-http</artifactId><version>4.2.20.Final</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
mkdir example
cat >example/Reader.java <<'JAVA'
package example;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

public class Reader {
    public static void main(String[] args) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(new byte[1]));
        response.headers().set("content-encoding", "gzip");
        var channel = new EmbeddedChannel(new HttpContentDecompressor(0));
        try {
            channel.writeInbound(response);
            System.out.println("read");
        } catch (Throwable e) {
            System.out.println(e);
        }
    }
}
JAVA

# run REQUIRED: compiles and runs the program as a module that requires Netty's HTTP and REQUIRED
run() {
    rm -rf classes
    echo "module example { requires io.netty.buffer; requires io.netty.transport; requires io.netty.codec.http; $1 }" >module-info.java
    javac -d classes -p lib module-info.java example/Reader.java
    java -p lib:classes -m example/example.Reader
}
{
    echo "module path:" "$(run "")"
    echo "and required by the program:" "$(run "requires io.netty.codec.compression;")"
    echo "class path:" "$(java -cp 'classes:lib/*' example.Reader)"
} | tee seen
diff - seen <<'SEEN'
module path: java.lang.NoClassDefFoundError: io/netty/handler/codec/compression/ZlibWrapper
and required by the program: read
class path: read
SEEN
# Output seen on 2026-11-29: the three lines above
