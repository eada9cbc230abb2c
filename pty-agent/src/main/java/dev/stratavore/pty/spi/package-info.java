/**
 * What an agent driver says about its program.
 *
 * <p>An {@link dev.stratavore.pty.spi.AgentDriver} is found by {@link java.util.ServiceLoader} and
 * is pure: it builds an argument vector and environment changes and reads answers; it never starts
 * a process, and looks at a file only through the reader it is given. What a program can do beyond
 * being started is said by the small ability interfaces that its driver implements too.
 *
 * <p>{@link dev.stratavore.pty.spi.EnvironmentPolicy} and {@link
 * dev.stratavore.pty.spi.SecretNames} decide what of the caller's environment an agent gets and
 * what of it may be stored. All types here are immutable and thread safe.
 */
@NullMarked
package dev.stratavore.pty.spi;

import org.jspecify.annotations.NullMarked;
