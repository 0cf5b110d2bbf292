#!/usr/bin/env bash
# Jackson's CBOR (2.22.3 and 3.3.0) writes each text of more than 3,996 characters with an indefinite length. cbor-x
# 1.6.9, and so Wampy.js 8.0.2, cannot read such a text.
#
# Guess: a String has a known size, so Jackson writes the length first, however long the String is. A CBOR reader can
# read both forms.
# Seen: a text of up to 3,996 characters has a length. Jackson divides a longer text into chunks (7f … ff); binary
# values always have a length. cbor-x fails with "Indefinite length not supported for byte or text strings"; cbor 9.0.2
# (AutobahnJS) and cbor2 can read such texts. So if a router forwards CBOR payloads unchanged, Wampy.js can read the
# messages of a client with Jackson, such as Autobahn|Java, only as long as no text is long.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>tools.jackson.dataformat</groupId><artifactId>jackson-dataformat-cbor</artifactId><version>3.3.0</version></dependency>
    <dependency><groupId>com.fasterxml.jackson.dataformat</groupId><artifactId>jackson-dataformat-cbor</artifactId><version>2.22.3</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2 cbor-x@1.6.9 cbor@9.0.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cbor2==6.3.0
cat >Try.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import tools.jackson.dataformat.cbor.CBORMapper;

public class Try {
    public static void main(String[] args) throws Exception {
        var two = new ObjectMapper(new CBORFactory());
        var three = new CBORMapper();
        for (int size : new int[] {3996, 3997}) {
            String text = "x".repeat(size);
            byte[] octets = three.writeValueAsBytes(text);
            System.out.println(size + " characters begin with " + HexFormat.of().formatHex(octets, 0, 3) + " (3.3.0), "
                    + HexFormat.of().formatHex(two.writeValueAsBytes(text), 0, 3) + " (2.22.3)");
            Files.write(Path.of(size + ".cbor"), octets);
        }
        byte[] binary = three.writeValueAsBytes(new byte[3997]);
        System.out.println("3997 octets begin with " + HexFormat.of().formatHex(binary, 0, 3));
    }
}
JAVA
cat >try.mjs <<'JAVASCRIPT'
import fs from "node:fs";
import cbor from "cbor";
import { decode } from "cbor-x";
import { CborSerializer } from "wampy/CborSerializer.js";

const readers = { "cbor": cbor.decodeFirstSync, "cbor-x": decode, "Wampy.js": (octets) => new CborSerializer().decode(octets) };
for (const [name, read] of Object.entries(readers)) {
  for (const size of [3996, 3997]) {
    let seen;
    try {
      seen = `${(await read(fs.readFileSync(`${size}.cbor`))).length} characters`;
    } catch (error) {
      seen = error.message;
    }
    console.log(`${name} reads ${size}: ${seen}`);
  }
}
JAVASCRIPT
cat >expected <<'TEXT'
3996 characters begin with 790f9c (3.3.0), 790f9c (2.22.3)
3997 characters begin with 7f790f (3.3.0), 7f790f (2.22.3)
3997 octets begin with 590f9d
cbor reads 3996: 3996 characters
cbor reads 3997: 3997 characters
cbor-x reads 3996: 3996 characters
cbor-x reads 3997: Indefinite length not supported for byte or text strings
Wampy.js reads 3996: 3996 characters
Wampy.js reads 3997: Indefinite length not supported for byte or text strings
cbor2 reads 3997: 3997 characters
TEXT
{
    java -cp 'lib/*' Try.java
    CBOR_NATIVE_ACCELERATION_DISABLED=true node try.mjs
    venv/bin/python -c 'import cbor2; print("cbor2 reads 3997:", len(cbor2.load(open("3997.cbor", "rb"))), "characters")'
} | tee seen
diff expected seen
# Output seen on 2026-11-30: the lines of `expected`.
