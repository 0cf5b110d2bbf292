package io.aerostat.router.session.joined;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.WampMessage;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassageTest {
    /** The messages that the state of the connection handles, so they never reach the gate. */
    private static final Set<WampMessage.Type> ENDINGS = EnumSet.of(WampMessage.Type.GOODBYE, WampMessage.Type.ABORT);

    @ParameterizedTest
    @EnumSource
    void aMessageIsAViolationUnlessAClientMaySendItInASession(WampMessage.Type type) {
        boolean isLegal = type.isSentByClients() && type.isLegalInSession() && !ENDINGS.contains(type);

        assertThat(Passage.of(type) != Passage.VIOLATION).isEqualTo(isLegal);
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestOfAClientIsARequestAtTheGate(WampMessage.Type type) {
        if (type.isSentByClients() && type.beginsRequest()) {
            assertThat(Passage.of(type)).isIn(Passage.AUTHORIZED_REQUEST, Passage.FOLLOW_UP_REQUEST);
        }
    }
}
