package io.aerostat.router.session.joined;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import org.junit.jupiter.api.Test;

class PublicationRequestTest {
    @Test
    void anAuthorizerSeesARemovalAsARetainedPublication() {
        PublishOptions removal = PublishOptions.NONE.removingRetained();

        assertThat(removal.toMap()).isEmpty();
        assertThat(new PublishRequest(new Publish(1, removal, "com.app.kept", Payload.EMPTY), null, null).options())
                .containsEntry("retain", true);
        assertThat(new PublishRequest(new Publish(1, PublishOptions.NONE, "com.app.kept", Payload.EMPTY), null, null)
                        .options())
                .isEmpty();
    }
}
