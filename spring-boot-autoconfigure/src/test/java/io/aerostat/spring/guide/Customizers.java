package io.aerostat.spring.guide;

import io.aerostat.client.auth.Authentications;
import io.aerostat.router.listener.Listener;
import io.aerostat.spring.WampClientCustomizer;
import io.aerostat.spring.WampRouterCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// example
@Configuration(proxyBeanMethods = false)
class Customizers {
    @Bean
    WampClientCustomizer freshTokens(TokenService tokens) {
        return client -> client.authentication(Authentications.jwt(tokens::fresh));
    }

    @Bean
    WampRouterCustomizer rawSocket() {
        return router -> router.listen(Listener.rawSocket(8081));
    }
}
// end of the example

interface TokenService {
    String fresh();
}
