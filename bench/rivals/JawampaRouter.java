import java.net.URI;
import ws.wamp.jawampa.WampRouter;
import ws.wamp.jawampa.WampRouterBuilder;
import ws.wamp.jawampa.transport.netty.SimpleWampWebsocketListener;

/**
 * jawampa's router with one realm, which bench/compare.sh measures. To start it: java -cp JARS JawampaRouter.java URL.
 */
public final class JawampaRouter {
    private JawampaRouter() {}

    public static void main(String[] arguments) throws Exception {
        WampRouterBuilder builder = new WampRouterBuilder();
        builder.addRealm("realm1");
        WampRouter router = builder.build();
        new SimpleWampWebsocketListener(router, URI.create(arguments[0]), null).start();
        Thread.currentThread().join();
    }
}
