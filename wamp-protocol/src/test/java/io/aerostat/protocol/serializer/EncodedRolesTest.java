package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodedRolesTest {
    @ParameterizedTest
    @EnumSource(Serialization.class)
    void rolesOfOneSessionAreNotTakenForThoseOfAnother(Serialization serialization) throws Exception {
        List<Roles> all = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            if (feature.roles().contains(Role.BROKER)) {
                all.add(new Roles(Map.of(Role.BROKER, Set.of(feature))));
            }
        }
        all.add(Roles.NONE);
        all.addAll(List.copyOf(
                all)); // so that each set of roles is encoded, perhaps replaced in the cache, and encoded again

        for (Roles roles : all) {
            Welcome welcome = new Welcome(1, details(roles));
            Serializer serializer = Serializers.of(serialization);
            ByteBuf out = Unpooled.buffer();
            serializer.encode(welcome, out);
            byte[] bytes = ByteBufUtil.getBytes(out);

            assertThat(serializer.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT))
                    .isEqualTo(welcome);
        }
    }

    private static WelcomeDetails details(Roles roles) {
        return new WelcomeDetails(roles, "agent", "realm1", "joe", "frontend", "ticket", "static", Map.of());
    }
}
