package dev.stratavore.config;

/**
 * A TCP port to listen on.
 *
 * @param number 1 to 65535
 * @param explicit whether somebody asked for this very one: then to find it taken is an error, else
 *     the listener goes without or elsewhere
 */
public record ListenPort(int number, boolean explicit) {
    public ListenPort {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("port " + number);
        }
    }
}
