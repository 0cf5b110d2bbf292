package io.aerostat.spring.guide.migration;

import org.springframework.boot.autoconfigure.SpringBootApplication;

// example
@SpringBootApplication
class Application {}
// end of the example
