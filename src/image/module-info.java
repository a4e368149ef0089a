/**
 * The program and its libraries as the one module of the runtime image. What they need of Java is in java.base: logback's
 * configuration files (java.xml), for one, are never read here.
 */
module io.github.ipvlanctl {
    uses ch.qos.logback.classic.spi.Configurator;
    uses org.slf4j.spi.SLF4JServiceProvider;

    provides ch.qos.logback.classic.spi.Configurator with
            io.github.ipvlanctl.Logging;
    provides java.lang.System.LoggerFinder with
            io.github.ipvlanctl.JavaLog,
            io.github.ipvlanctl.JavaLog.Second;
    provides org.slf4j.spi.SLF4JServiceProvider with
            ch.qos.logback.classic.spi.LogbackServiceProvider;
}
