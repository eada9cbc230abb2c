package dev.stratavore.cli.attach;

/**
 * How somebody wants to attach.
 *
 * @param history lines of scrollback first, {@link #UNSET} for the configured number
 * @param detachKeys as in the configuration, empty for the configured ones
 */
public record AttachWish(boolean readOnly, boolean steal, int history, String detachKeys) {
    /** No number was given. */
    public static final int UNSET = -1;

    /** As configured, to read and to write. */
    public static final AttachWish USUAL = new AttachWish(false, false, UNSET, "");
}
