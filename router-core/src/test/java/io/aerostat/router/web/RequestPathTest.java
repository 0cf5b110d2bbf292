package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.web.exchange.RequestPath;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestPathTest {
    /** Whatever the target is, the parsed path stays below the folder. */
    @Test
    void noTargetLeadsOut() {
        String[] pieces = {
            "/", ".", "..", "%2e", "%2f", "%5c", "\\", "%00", "a", "%", "%c0", "%af", "?", "#", "://", "%252e",
            "\u00e4", ";", "~", " "
        };
        Random random = new Random(20261101);
        Path root = Path.of("/srv/web");
        int parsed = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder target = new StringBuilder("/");
            for (int i = random.nextInt(8); i > 0; i--) {
                target.append(pieces[random.nextInt(pieces.length)]);
            }
            RequestPath path = RequestPath.parse(target.toString()).orElse(null);
            if (path != null) {
                parsed++;
                Path resolved = root;
                for (String segment : path.segments()) {
                    resolved = resolved.resolve(segment);
                }
                assertThat(resolved.normalize().startsWith(root))
                        .as(target.toString())
                        .isTrue();
                assertThat(resolved.normalize()).isEqualTo(resolved);
            }
        }
        assertThat(parsed).isGreaterThan(10_000);
    }
}
