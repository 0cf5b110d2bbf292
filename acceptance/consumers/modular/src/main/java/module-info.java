/** A program that is linked with its libraries into an image. */
module com.example.greeting {
    requires io.aerostat.client;
    requires io.aerostat.router;

    exports com.example.greeting;
}
