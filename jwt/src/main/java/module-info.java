/** The authentication method {@code jwt} for routers: joining with JSON Web Tokens. */
module io.aerostat.jwt {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.router;
    requires java.net.http;
    requires org.jose4j;
    requires org.slf4j;

    exports io.aerostat.jwt;
}
