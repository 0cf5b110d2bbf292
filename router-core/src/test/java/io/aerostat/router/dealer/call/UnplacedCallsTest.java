package io.aerostat.router.dealer.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.dealer.DealerClient;
import io.aerostat.router.dealer.TestDealer;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.realm.DealerOptions;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UnplacedCallsTest {
    private static final String PROCEDURE = "com.app.work";

    private final TestDealer realm = new TestDealer(DealerOptions.DEFAULT);
    private final DealerClient callee = realm.join();
    private final UnplacedCalls calls = new UnplacedCalls();

    private Registration registration(String procedure) {
        callee.register(procedure);
        return Objects.requireNonNull(realm.registrations().match(procedure));
    }

    private Registration gone() {
        long id = callee.register(PROCEDURE);
        Registration gone = Objects.requireNonNull(realm.registrations().match(PROCEDURE));
        callee.unregister(id);
        assertThat(gone.callees()).isEmpty();
        return gone;
    }

    @Test
    void callsThatWaitForTheSameRegistrationAreNotLeftBehind() {
        Registration present = registration(PROCEDURE);
        calls.add(PROCEDURE, present, 1);
        assertThat(calls.hasLeftBehind(PROCEDURE, 2, present)).isFalse();
    }

    @Test
    void callsThatWaitForAnotherRegistrationThatIsStillThereAreNotLeftBehind() {
        calls.add(PROCEDURE, registration("com.app.other"), 1);
        assertThat(calls.hasLeftBehind(PROCEDURE, 2, registration(PROCEDURE))).isFalse();
    }

    @Test
    void onlyEarlierCallsOfTheProcedureAreLeftBehind() {
        Registration gone = gone();
        Registration present = registration(PROCEDURE);
        calls.add(PROCEDURE, present, 1);
        calls.add(PROCEDURE, gone, 7);
        calls.add(PROCEDURE, gone, 5);
        calls.add("com.app.other", gone, 2);
        assertThat(calls.hasLeftBehind(PROCEDURE, 4, present)).isFalse();
        assertThat(calls.hasLeftBehind(PROCEDURE, 6, present)).isTrue();

        calls.remove(PROCEDURE, gone, 5);
        assertThat(calls.hasLeftBehind(PROCEDURE, 6, present)).isFalse();
        assertThat(calls.hasLeftBehind(PROCEDURE, 8, present)).isTrue();
    }

    @Test
    void aCallThatIsPutOffGoesBeforeLaterOnes() {
        Registration present = registration(PROCEDURE);
        calls.add(PROCEDURE, null, 3);
        assertThat(calls.hasLeftBehind(PROCEDURE, 2, present)).isFalse();
        assertThat(calls.hasLeftBehind(PROCEDURE, 4, present)).isTrue();
    }

    @Test
    void whatWasAddedCanBeRemovedOnce() {
        Registration present = registration(PROCEDURE);
        calls.add(PROCEDURE, present, 1);
        calls.add(PROCEDURE, null, 2);
        calls.remove(PROCEDURE, null, 2);
        assertThat(calls.isEmpty()).isFalse();
        calls.remove(PROCEDURE, present, 1);
        assertThat(calls.isEmpty()).isTrue();
        assertThatThrownBy(() -> calls.remove(PROCEDURE, present, 1)).isInstanceOf(IllegalStateException.class);
    }
}
