package io.aerostat.router.dealer;

import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.dealer.callee.RegistrationListener;
import java.util.ArrayList;
import java.util.List;

/** Records the calls of a registration listener as text. */
final class RecordedRegistrations implements RegistrationListener {
    private final List<String> heard = new ArrayList<>();

    List<String> take() {
        List<String> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    @Override
    public void onCreate(long session, RegistrationDetails registration) {
        heard.add("create " + session + " " + registration.id() + " " + registration.uri() + " "
                + registration.match().wire() + " " + registration.invoke().wire());
    }

    @Override
    public void onRegister(long session, long registration) {
        heard.add("register " + session + " " + registration);
    }

    @Override
    public void onUnregister(long session, long registration) {
        heard.add("unregister " + session + " " + registration);
    }

    @Override
    public void onDelete(long session, long registration) {
        heard.add("delete " + session + " " + registration);
    }
}
