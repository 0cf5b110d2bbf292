package io.aerostat.host.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the component in docs/components.md, and checks that it behaves as the page says. */
@Timeout(180)
class DocumentedComponentTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void becomesReady() throws Exception {
        Matcher source = JAVA.matcher(Files.readString(Path.of("../docs/components.md")));
        assertThat(source.find()).isTrue();
        CompiledClasses.compile(folder, "shop.Prices", source.group(1));
        FakeRouter router = new FakeRouter();
        try (ComponentHost host = new ComponentHost()) {
            host.startComponent(
                            "router",
                            new ComponentConfiguration("prices", "shop.Prices", "realm1", Map.of("currency", "CHF")),
                            new ClassPath(folder, List.of(".")),
                            router,
                            RestartPolicy.onFailed(),
                            SupervisionListener.NONE)
                    .firstReady()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        }
        assertThat(router.published).containsExactly("shop.prices.open");
        assertThat(router.registered).containsExactly("shop.price");
        assertThat(router.subscribed).containsExactly("shop.price.changed");
    }
}
