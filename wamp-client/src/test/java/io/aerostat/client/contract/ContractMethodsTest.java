package io.aerostat.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractMethodsTest {
    @Contract("com.balloon")
    interface Balloon {
        @Procedure("pop")
        int pop(int x);

        @Procedure("count")
        Flow.Publisher<Integer> count();

        @Topic("data")
        void data(String text);

        @Topic("data")
        Subscription onData(Consumer<String> listener);

        default int popTwice(int x) {
            return pop(x) + pop(x);
        }

        static void inflate() {}
    }

    @Contract
    interface WholeUris extends Balloon {
        @Procedure("com.other.fly")
        CompletableFuture<Void> fly();
    }

    @Test
    void theUriOfAMethodFollowsThatOfItsContract() {
        assertThat(ContractMethods.of(Balloon.class).methods())
                .extracting(ContractMethod::uri)
                .containsExactlyInAnyOrder(
                        "com.balloon.pop", "com.balloon.count", "com.balloon.data", "com.balloon.data");
    }

    @Test
    void inheritedMethodsKeepTheirUris() {
        assertThat(ContractMethods.of(WholeUris.class).methods())
                .extracting(ContractMethod::uri)
                .contains("com.balloon.pop", "com.other.fly");
    }

    interface NoContract {}

    @Contract
    interface Empty {}

    @Contract
    interface Plain {
        void forgotten();
    }

    @Contract
    interface Both {
        @Procedure("a")
        @Topic("a")
        void both();
    }

    @Contract
    interface Twice {
        @Procedure("a")
        void one();

        @Procedure("a")
        void two();
    }

    @Contract
    interface Unsendable {
        @Procedure("a")
        void a(int x, Invocation invocation);
    }

    @Contract
    interface NamesFirst {
        @Procedure("a")
        void a(@Arg("x") int x, int y);
    }

    @Contract
    interface Variable {
        @Procedure("a")
        <T> CompletableFuture<T> a();
    }

    @Contract
    interface OddListener {
        @Topic("a")
        int a(Consumer<String> listener);
    }

    @Contract
    interface OddPublication {
        @Topic("a")
        String a(int x);
    }

    @WampError("com.example.broken")
    static class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken() {}
    }

    @WampError("com.example.mute")
    public static class Mute extends Exception {
        private static final long serialVersionUID = 1L;

        public Mute(@Arg("article") String article) {}
    }

    @Contract
    interface BrokenError {
        @Procedure("a")
        void a() throws Broken;
    }

    @Contract
    interface MuteError {
        @Procedure("a")
        void a() throws Mute;
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(NoContract.class, "found no interface with @Contract (expected one)"),
                Arguments.of(String.class, "found no interface with @Contract (expected one)"),
                Arguments.of(Empty.class, "found no method with @Procedure or @Topic (expected at least one)"),
                Arguments.of(Plain.class, "forgotten(): found neither @Procedure nor @Topic (expected one of them)"),
                Arguments.of(Both.class, "both(): found @Procedure and @Topic (expected one of them)"),
                Arguments.of(Twice.class, "two(): found the procedure a, as at one() (expected another one)"),
                Arguments.of(
                        Unsendable.class,
                        "a(int, Invocation): parameter 1: found Invocation (expected a value that can be sent)"),
                Arguments.of(
                        NamesFirst.class,
                        "a(int, int): parameter 1: found a parameter without @Arg after one with @Arg (expected @Arg)"),
                Arguments.of(
                        Variable.class,
                        "a(): found the type variable in java.util.concurrent.CompletableFuture<T>"
                                + " (expected only known types)"),
                Arguments.of(
                        OddListener.class,
                        "a(Consumer): found the result int (expected Subscription or a future of it,"
                                + " because the parameter is a Consumer)"),
                Arguments.of(
                        OddPublication.class,
                        "a(int): found the result java.lang.String (expected void, or long for the id of the"
                                + " publication)"),
                Arguments.of(
                        BrokenError.class,
                        "a(): " + Broken.class.getName() + ": the constructor is missing (expected a public one whose"
                                + " parameters are a String or have @Arg)"),
                Arguments.of(
                        MuteError.class,
                        "a(): " + Mute.class.getName() + ": the accessor of @Arg(\"article\") is missing"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void namesTheProblemOfAnInterface(Class<?> contract, String problem) {
        assertThatThrownBy(() -> ContractMethods.of(contract))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(contract.getName() + ": " + problem);
    }

    @Contract("com.stock")
    interface Stock {
        @Procedure(value = "item", match = MatchPolicy.PREFIX)
        int item();
    }

    @Test
    void aProxyNeedsExactUris() {
        assertThatThrownBy(() -> ContractMethods.of(Stock.class).requireExactUris())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Stock.class.getName()
                        + ": item(): found a pattern (expected one URI, because a proxy calls or publishes to it)");
    }
}
