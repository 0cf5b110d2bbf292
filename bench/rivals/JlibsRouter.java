import java.net.URI;
import jlibs.wamp4j.netty.NettyServerEndpoint;
import jlibs.wamp4j.router.RouterListener;
import jlibs.wamp4j.router.WAMPRouter;

/**
 * jlibs-wamp4j's router with one realm, which bench/compare.sh measures. To start it: java -cp JARS JlibsRouter.java
 * URL.
 */
public final class JlibsRouter {
    private JlibsRouter() {}

    public static void main(String[] arguments) throws Exception {
        new WAMPRouter(new NettyServerEndpoint(), URI.create(arguments[0])).bind(new RouterListener() {
            @Override
            public void onBind(WAMPRouter router) {}

            @Override
            public void onError(WAMPRouter router, Throwable error) {
                error.printStackTrace();
                System.exit(1);
            }

            @Override
            public void onWarning(WAMPRouter router, Throwable error) {
                error.printStackTrace();
            }

            @Override
            public void onClose(WAMPRouter router) {}
        });
        Thread.currentThread().join();
    }
}
