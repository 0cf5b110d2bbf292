package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.DealerSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A REGISTER. */
record RegisterRequest(Register register, DealerSession dealer) implements GatedRequest {
    @Override
    public int type() {
        return Register.CODE;
    }

    @Override
    public long id() {
        return register.request();
    }

    @Override
    public Action action() {
        return Action.REGISTER;
    }

    @Override
    public String uri() {
        return register.procedure();
    }

    @Override
    public MatchPolicy match() {
        return register.options().match();
    }

    @Override
    public Map<String, @Nullable Object> options() {
        return register.options().toMap();
    }

    @Override
    public boolean isApplicationsOnly() {
        return true;
    }

    @Override
    public void admit(Permit permit) {
        dealer.register(register);
    }
}
