package dev.stratavore.cluster;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Provides nothing. Public because the service loader makes it; of no use otherwise. */
public final class NoProvider implements VertxServiceProvider {
    @Override
    public void init(VertxBootstrap builder) {
        // Found in the place of every other provider: see ProviderFilter.
    }
}
