package dev.stratavore.pty.screen;

/** Is told of lines of the primary screen just before they are gone. */
interface RowSink {
    /**
     * A line leaves over the top; it is only lent for the call.
     *
     * @param continued the line below is its continuation
     */
    void scrolledOff(Row row, boolean continued);

    /** The whole screen is about to be blanked. */
    void blanking();

    /** The program has asked for the scrolled off lines to be forgotten (ED 3). */
    void forget();

    /** Whether it must hear of every line. */
    default boolean listens() {
        return true;
    }

    /** The sink of a mirror that nobody listens to. */
    RowSink NONE =
            new RowSink() {
                @Override
                public void scrolledOff(Row row, boolean continued) {}

                @Override
                public void blanking() {}

                @Override
                public void forget() {}

                @Override
                public boolean listens() {
                    return false;
                }
            };
}
