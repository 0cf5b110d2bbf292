package io.aerostat.router.cluster;

import io.aerostat.router.broker.Broker;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.service.ServiceProcedure;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;

/**
 * A realm of this router, as the cluster sees it. Any thread.
 *
 * @param loop the loop on which the procedures run; its event loop group also contains the loops of the sessions
 * @param procedures the meta procedures, by URI; their answers cover only this node
 * @param lost publishes the meta events about sessions of a lost node; does nothing in a realm without meta events
 */
public record LocalRealm(
        String name,
        EventExecutor loop,
        Broker broker,
        Dealer dealer,
        Map<String, ServiceProcedure> procedures,
        LostSessionEvents lost) {}
