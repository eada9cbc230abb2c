package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.Reason;

/**
 * The failed side of a service's future: a refusal, which is no bug and needs no stack trace. It
 * never leaves this package.
 */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    Refused(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    static Refused of(Reason reason, String message) {
        return new Refused(ApiError.of(reason, message));
    }

    static Refused of(Reason reason, String message, String hint) {
        return new Refused(ApiError.of(reason, message, hint));
    }

    static Refused invalid(String message) {
        return of(Reason.INVALID_ARGUMENT, message);
    }

    ApiError error() {
        return error;
    }
}
