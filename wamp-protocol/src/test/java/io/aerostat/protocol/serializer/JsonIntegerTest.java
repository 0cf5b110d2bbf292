package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.serializer.json.JsonWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares the integers that {@link JsonWriter} writes with the texts of the JDK. */
class JsonIntegerTest {
    @Test
    void integersOfEachLengthAndSignHaveTheirDigits() {
        List<Long> integers = new ArrayList<>(List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1));
        for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
            integers.addAll(List.of(power - 1, power, power + 1, -power, 1 - power, power * 7));
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int bits = 1; bits < 64; bits++) {
            integers.add(random.nextLong() >> bits);
        }

        assertThat(written(integers)).isEqualTo(integers.toString().replace(" ", ""));
    }

    private static String written(List<Long> integers) {
        ByteBuf out = Unpooled.buffer(1);
        JsonWriter writer = new JsonWriter(out);
        writer.list(integers.size());
        integers.forEach(writer::integer);
        writer.endList();
        return out.toString(StandardCharsets.US_ASCII);
    }
}
