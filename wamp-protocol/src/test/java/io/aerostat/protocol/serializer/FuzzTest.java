package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests decoders with random and mutated bytes, the same in each run. A decoder must return a message or refuse the
 * bytes, and must do so quickly.
 */
class FuzzTest {
    /** To test more frames, or other frames, set {@code -Daerostat.fuzz.frames=10000000 -Daerostat.fuzz.seed=7}. */
    private static final int FRAMES = Integer.getInteger("aerostat.fuzz.frames", 20_000);

    private static final int SEED = Integer.getInteger("aerostat.fuzz.seed", 1);
    private static final Duration DEADLINE = Duration.ofSeconds(30 + FRAMES / 500);

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void randomBytes(Serialization serialization) {
        Random random = new Random(SEED);
        Assertions.assertTimeoutPreemptively(DEADLINE, () -> {
            for (int i = 0; i < FRAMES; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                attempt(serialization, bytes);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void mutatedMessages(Serialization serialization) {
        Random random = new Random(SEED);
        List<byte[]> frames = frames(serialization, random);
        Assertions.assertTimeoutPreemptively(DEADLINE, () -> {
            int accepted = 0;
            for (int i = 0; i < FRAMES; i++) {
                byte[] bytes = frames.get(random.nextInt(frames.size())).clone();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    bytes = mutated(bytes, frames, random);
                }
                if (attempt(serialization, bytes)) {
                    accepted++;
                }
            }
            assertThat(accepted).as("mutations that reach beyond the header").isGreaterThan(FRAMES / 100);
        });
    }

    private static boolean attempt(Serialization serialization, byte[] bytes) {
        try {
            return DecoderProperties.check(serialization, bytes);
        } catch (RuntimeException | AssertionError e) {
            return fail("on " + Frames.notation(serialization, bytes), e);
        }
    }

    private static List<byte[]> frames(Serialization serialization, Random random) {
        List<byte[]> frames = new ArrayList<>();
        RandomValues values = new RandomValues(random, Serialization.MSGPACK);
        for (int i = 0; i < 10; i++) {
            PayloadValues payload = new PayloadValues(values.list(), Map.of("k", values.list()));
            Messages.all(Frames.payload(serialization, payload)).forEach(message -> {
                try {
                    frames.add(Frames.encode(serialization, message));
                } catch (NotExpressible e) {
                    throw new AssertionError(e);
                }
            });
        }
        return frames;
    }

    private static byte[] mutated(byte[] bytes, List<byte[]> frames, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes[at] = (byte) "[]{}\",:0\\-.eu$#NZTFBMm".charAt(random.nextInt(22));
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> { // remove a part
                int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - at));
                System.arraycopy(bytes, to, shorter, at, bytes.length - to);
                return shorter;
            }
            default -> { // insert a part of another frame
                byte[] other = frames.get(random.nextInt(frames.size()));
                int from = random.nextInt(other.length);
                int length = Math.min(other.length - from, 1 + random.nextInt(16));
                byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                System.arraycopy(other, from, longer, at, length);
                return longer;
            }
        }
        return bytes;
    }
}
