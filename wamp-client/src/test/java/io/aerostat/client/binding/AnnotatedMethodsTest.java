package io.aerostat.client.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.binding.AnnotatedMethods.ProcedureMethod;
import io.aerostat.client.binding.AnnotatedMethods.TopicMethod;
import io.aerostat.client.rpc.Caller;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.payload.PayloadValues;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnotatedMethodsTest {
    record Order(String article, int pieces) {}

    static class Shop {
        private final String name = "shop";

        @Procedure("shop.order")
        public String order(@Arg("orders") List<Order> orders, @Arg("note") Optional<String> note) {
            return name + " " + orders.get(0).pieces() + note.orElse("");
        }

        @Topic("shop.weather")
        public void weather(@Arg("order") Order order) {}
    }

    /**
     * A proxy like those of CGLIB and ByteBuddy: it overrides every method, without annotations, parameter names or
     * type arguments.
     */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static class ShopProxy extends Shop {
        private final Shop target = new Shop();

        @Override
        public String order(List a, Optional b) {
            return "proxied " + target.order(a, b);
        }

        @Override
        public void weather(Order a) {
            throw new IllegalStateException("proxied " + a.pieces());
        }
    }

    private static @Nullable Object call(Object object, List<Object> args, Map<String, Object> kwargs)
            throws Exception {
        List<ProcedureMethod> procedures =
                AnnotatedMethods.of(object, ValueMapper.DEFAULT).procedures();
        assertThat(procedures).hasSize(1);
        return procedures.get(0).handler().handle(new Called(arguments(args, kwargs)));
    }

    private static Arguments arguments(List<Object> args, Map<String, Object> kwargs) {
        return Arguments.of(new PayloadValues(args, kwargs), ValueMapper.DEFAULT);
    }

    private static Map<String, Object> order(Object pieces) {
        return Map.of("article", "rope", "pieces", pieces);
    }

    @Test
    void aProxyKeepsAnnotationsNamesAndTypes() throws Exception {
        assertThat(AnnotatedMethods.isPresentIn(ShopProxy.class)).isTrue();
        assertThat(call(new ShopProxy(), List.of(), Map.of("orders", List.of(order(2L)), "note", "!")))
                .isEqualTo("proxied shop 2!");
        List<TopicMethod> topics =
                AnnotatedMethods.of(new ShopProxy(), ValueMapper.DEFAULT).topics();
        assertThat(topics).extracting(topic -> topic.filter().topic()).containsExactly("shop.weather");
    }

    static class LouderShop extends Shop {
        @Override
        @Procedure("shop.loud")
        public String order(List<Order> orders, Optional<String> note) {
            return super.order(orders, note).toUpperCase(java.util.Locale.ROOT);
        }
    }

    @Test
    void anOverriddenMethodIsBoundOnceByItsOwnAnnotation() throws Exception {
        assertThat(AnnotatedMethods.of(new LouderShop(), ValueMapper.DEFAULT).procedures())
                .extracting(procedure -> procedure.offer().uri())
                .containsExactly("shop.loud");
        assertThat(call(new LouderShop(), List.of(List.of(order(3L))), Map.of()))
                .isEqualTo("SHOP 3");
    }

    interface Counting<T> {
        @Procedure("shop.count")
        int count(@Arg("what") T what);
    }

    interface Defaulted {
        @Procedure("shop.default")
        default String answer() {
            return "default";
        }
    }

    static final class Counter implements Counting<Order> {
        @Override
        public int count(Order what) {
            return what.pieces();
        }
    }

    static final class OnlyDefault implements Defaulted {}

    static final class OnlyStatic {
        @Procedure("shop.static")
        static String answer() {
            return "static";
        }
    }

    @Test
    void methodsOfInterfacesAreFoundWithTheTypesOfTheClass() throws Exception {
        assertThat(call(new Counter(), List.of(), Map.of("what", order(4L)))).isEqualTo(4);
        assertThat(call(new OnlyDefault(), List.of(), Map.of())).isEqualTo("default");
    }

    @Test
    void staticMethodsAreFound() throws Exception {
        assertThat(call(new OnlyStatic(), List.of(), Map.of())).isEqualTo("static");
    }

    interface Greeting {
        @Procedure("shop.greet")
        String greet(@Arg("name") String name);
    }

    @Test
    void aProxyOfTheJdkIsFoundByItsInterface() throws Exception {
        InvocationHandler handler = (proxy, method, args) -> method.getName() + " " + args[0];
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Greeting.class}, handler);

        assertThat(call(proxy, List.of(), Map.of("name", "Ada"))).isEqualTo("greet Ada");
    }

    @Test
    void mismatchesNameTheEntryAndNoClass() {
        assertThatThrownBy(() -> call(new Shop(), List.of(), Map.of("orders", List.of(order(1L), order("two")))))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("orders[1].pieces: found text (expected an integer)");
        assertThatThrownBy(() -> call(new Shop(), List.of(), Map.of("orders", 5L)))
                .hasMessage("orders: found an integer (expected a list)");
        assertThatThrownBy(() -> call(new Shop(), List.of(), Map.of())).hasMessage("orders: the argument is missing");
    }

    @Test
    void misspeltKeysAreReported() {
        assertThatThrownBy(() ->
                        call(new Shop(), List.of(), Map.of("orders", List.of(Map.of("article", "rope", "peices", 3L)))))
                .hasMessage("orders[0].peices: found an unknown key (expected pieces)");
        assertThatThrownBy(() -> call(new Shop(), List.of(List.of(order(1L))), Map.of("notes", "x")))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("notes: found an unknown keyword argument (expected note)");
    }

    @Test
    void otherUnknownKeysAreIgnored() throws Exception {
        Map<String, Object> order = Map.of("article", "rope", "pieces", 3L, "colour", "red");

        assertThat(call(new Shop(), List.of(), Map.of("orders", List.of(order), "trace", "1")))
                .isEqualTo("shop 3");
    }

    /** An invocation without a session or caller. */
    private record Called(Arguments arguments) implements Invocation {
        @Override
        public String procedure() {
            return "shop.p";
        }

        @Override
        public Optional<Caller> caller() {
            return Optional.empty();
        }

        @Override
        public OptionalLong trustLevel() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Duration> timeout() {
            return Optional.empty();
        }

        @Override
        public boolean wantsProgress() {
            return false;
        }

        @Override
        public CompletionStage<Void> progress(@Nullable Object value) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public boolean isCanceled() {
            return false;
        }

        @Override
        public void onCancel(Runnable action) {}

        @Override
        public boolean hasMoreInput() {
            return false;
        }

        @Override
        public Flow.Publisher<Arguments> moreInput() {
            return subscriber -> {};
        }
    }
}
