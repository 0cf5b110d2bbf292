package io.aerostat.spring.guide;

import io.aerostat.router.listener.Listener;
import io.aerostat.spring.WampClientCustomizer;
import io.aerostat.spring.WampRouterCustomizer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Customizers {
    @Bean
    WampClientCustomizer slowAuthenticator() {
        return client -> client.handshakeTimeout(Duration.ofMinutes(1));
    }

    @Bean
    WampRouterCustomizer rawSocket() {
        return router -> router.listen(Listener.rawSocket(8081));
    }
}
