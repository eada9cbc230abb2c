package dev.stratavore.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;

/**
 * Hides Vert.x's service providers while an instance is built. Vert.x makes an instance of each
 * provider on the class path, the Hazelcast cluster manager among them, even for a node without a
 * cluster; and where it finds none it asks a second class loader, so one that does nothing has to
 * be found in their place.
 */
final class ProviderFilter extends ClassLoader {
    private static final String SERVICE =
            "META-INF/services/" + VertxServiceProvider.class.getName();
    private static final String NOTHING = "no-provider";

    private ProviderFilter(ClassLoader parent) {
        super("provider-filter", parent);
    }

    /** Builds with only what the builder was given. */
    static Vertx build(VertxBuilder builder) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ProviderFilter(ProviderFilter.class.getClassLoader()));
        try {
            return builder.build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals(SERVICE)) {
            return super.getResources(name);
        }
        URL nothing = ProviderFilter.class.getResource(NOTHING);
        return Collections.enumeration(
                Collections.singleton(Objects.requireNonNull(nothing, NOTHING)));
    }
}
