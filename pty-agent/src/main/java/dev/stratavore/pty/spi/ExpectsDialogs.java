package dev.stratavore.pty.spi;

/** The program may ask something before its first prompt, and the driver can foresee it. */
public interface ExpectsDialogs {
    /** Foresees the dialogs of a launch, in the order in which they will come. */
    DialogForecast dialogs(LaunchRequest request);
}
