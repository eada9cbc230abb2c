package dev.stratavore.core.actor;

import java.util.function.Supplier;

/**
 * An actor that is to be.
 *
 * @param make a new instance, for the first start and each restart
 */
public record ChildSpec(String address, Supplier<? extends Actor<?, ?>> make) {}
