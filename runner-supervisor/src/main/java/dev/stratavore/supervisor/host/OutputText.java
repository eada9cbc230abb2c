package dev.stratavore.supervisor.host;

/** What becomes of output on its way to a reader. */
interface OutputText {
    byte[] feed(byte[] bytes);

    byte[] finish();

    /** As the program wrote it. */
    static OutputText raw() {
        return new OutputText() {
            @Override
            public byte[] feed(byte[] bytes) {
                return bytes;
            }

            @Override
            public byte[] finish() {
                return new byte[0];
            }
        };
    }
}
