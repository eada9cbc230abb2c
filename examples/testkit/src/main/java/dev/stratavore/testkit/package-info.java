/**
 * What the tests run against and with: the scripted agent, a command under a real terminal,
 * processes and their deadlines. Linux only; everything here may block its calling thread, and
 * whatever does so takes a deadline and throws {@link AssertionError} when it passes.
 */
@NullMarked
package dev.stratavore.testkit;

import org.jspecify.annotations.NullMarked;
