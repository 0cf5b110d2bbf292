package io.aerostat.node.reload;

import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.RouterComponent;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmTemplate;
import java.util.List;

/**
 * One step from a running configuration to another configuration. A step succeeds or fails as a whole, and the other
 * steps do not depend on its success.
 */
public sealed interface Operation {
    /** Returns the changes, described for people: those that this operation makes, and those that need a restart. */
    List<Change> changes();

    /** An operation on a router. */
    sealed interface OnRouter extends Operation {
        /** Returns the id of the router. */
        String router();
    }

    /** Replaces the options of the node itself. */
    record UseController(Controller controller, List<Change> changes) implements Operation {
        public UseController {
            changes = List.copyOf(changes);
        }
    }

    /** Changes that only a restart can make. */
    record AwaitRestart(List<Change> changes) implements Operation {
        public AwaitRestart {
            changes = List.copyOf(changes);
        }
    }

    record StartRouter(RouterWorker worker, List<Change> changes) implements Operation {
        public StartRouter {
            changes = List.copyOf(changes);
        }
    }

    record StopRouter(String router, List<Change> changes) implements Operation {
        public StopRouter {
            changes = List.copyOf(changes);
        }
    }

    record LimitAdmission(String router, AdmissionLimits limits, List<Change> changes) implements OnRouter {
        public LimitAdmission {
            changes = List.copyOf(changes);
        }
    }

    record LimitLogins(String router, LoginLimits limits, List<Change> changes) implements OnRouter {
        public LimitLogins {
            changes = List.copyOf(changes);
        }
    }

    /** Replaces all templates of realms. */
    record UseTemplates(String router, List<RealmTemplate> templates, List<Change> changes) implements OnRouter {
        public UseTemplates {
            templates = List.copyOf(templates);
            changes = List.copyOf(changes);
        }
    }

    record AddRealm(String router, RealmDefinition realm, List<Change> changes) implements OnRouter {
        public AddRealm {
            changes = List.copyOf(changes);
        }
    }

    record UpdateRealm(String router, RealmDefinition realm, List<Change> changes) implements OnRouter {
        public UpdateRealm {
            changes = List.copyOf(changes);
        }
    }

    record RemoveRealm(String router, String realm, List<Change> changes) implements OnRouter {
        public RemoveRealm {
            changes = List.copyOf(changes);
        }
    }

    record OpenListener(String router, Listener listener, List<Change> changes) implements OnRouter {
        public OpenListener {
            changes = List.copyOf(changes);
        }
    }

    /** Changes a listener that keeps its socket. */
    record UpdateListener(String router, Listener before, Listener listener, List<Change> changes) implements OnRouter {
        public UpdateListener {
            changes = List.copyOf(changes);
        }
    }

    /** Opens the listener at its new address, and then closes it at the old address. */
    record MoveListener(String router, Listener before, Listener listener, List<Change> changes) implements OnRouter {
        public MoveListener {
            changes = List.copyOf(changes);
        }
    }

    record CloseListener(String router, Listener listener, List<Change> changes) implements OnRouter {
        public CloseListener {
            changes = List.copyOf(changes);
        }
    }

    /** Starts a new component, or restarts a changed one. */
    record StartComponent(String router, RouterComponent component, List<Change> changes) implements OnRouter {
        public StartComponent {
            changes = List.copyOf(changes);
        }
    }

    record StopComponent(String router, RouterComponent component, List<Change> changes) implements OnRouter {
        public StopComponent {
            changes = List.copyOf(changes);
        }
    }

    /** Starts a new container, or restarts a changed one. */
    record StartContainer(ContainerWorker container, List<Change> changes) implements Operation {
        public StartContainer {
            changes = List.copyOf(changes);
        }
    }

    record StopContainer(ContainerWorker container, List<Change> changes) implements Operation {
        public StopContainer {
            changes = List.copyOf(changes);
        }
    }

    /** Starts a new guest, or restarts a changed one. */
    record StartGuest(GuestWorker guest, List<Change> changes) implements Operation {
        public StartGuest {
            changes = List.copyOf(changes);
        }
    }

    record StopGuest(GuestWorker guest, List<Change> changes) implements Operation {
        public StopGuest {
            changes = List.copyOf(changes);
        }
    }
}
