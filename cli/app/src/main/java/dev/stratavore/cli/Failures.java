package dev.stratavore.cli;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.ErrorDetail;
import dev.stratavore.cli.console.Text;

/** One line for a person and an exit code, out of what a call ended with. */
final class Failures {
    private Failures() {}

    static ExitCode code(ApiException e) {
        return switch (e.kind()) {
            case UNREACHABLE, BROKEN -> ExitCode.UNREACHABLE;
            case DEADLINE -> ExitCode.LIMIT;
            case REFUSED -> {
                for (ExitCode known : ExitCode.values()) {
                    if (known.code() == e.detail().exitCode() && known != ExitCode.OK) {
                        yield known;
                    }
                }
                yield e.status().exitCode();
            }
        };
    }

    static String line(ApiException e) {
        return switch (e.kind()) {
            case UNREACHABLE ->
                    "stratavored is not running; start it with: stratavore daemon start";
            case BROKEN ->
                    "stratavored went away before it answered; whether it was done is unknown: look"
                            + " with stratavore status";
            case DEADLINE ->
                    "stratavored did not answer in time; it may still do it: look with stratavore"
                            + " status, or give it longer with --timeout";
            case REFUSED -> refused(e);
        };
    }

    private static String refused(ApiException e) {
        ErrorDetail detail = e.detail();
        StringBuilder line = new StringBuilder(String.valueOf(e.getMessage()));
        if (!detail.candidates().isEmpty()) {
            line.append(": ").append(String.join(", ", detail.candidates()));
        }
        if (!detail.hint().isEmpty()) {
            line.append("; ").append(detail.hint());
        }
        return Text.plain(line.toString());
    }

    /** What {@code --debug} adds. */
    static String detail(ApiException e) {
        return "kind="
                + e.kind()
                + " status="
                + e.status()
                + " reason="
                + e.detail().reason()
                + " message="
                + Text.plain(String.valueOf(e.getMessage()));
    }
}
