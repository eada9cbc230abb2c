package dev.stratavore.core.edge;

import io.vertx.core.http.HttpConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The calls that are not answered yet; confined to the edge's context. */
final class CallsInFlight {
    private final Set<Call<?>> calls = new HashSet<>();
    private boolean goingDown;

    boolean goingDown() {
        return goingDown;
    }

    void add(Call<?> call) {
        calls.add(call);
    }

    void remove(Call<?> call) {
        calls.remove(call);
    }

    int size() {
        return calls.size();
    }

    /** Nobody is left to answer on that connection. */
    void disconnected(HttpConnection connection) {
        for (var call : List.copyOf(calls)) {
            if (call.connection().equals(connection)) {
                call.cut();
            }
        }
    }

    /** From now on new calls are refused; streams are told, answers under way are waited for. */
    void goDown() {
        goingDown = true;
        for (var call : List.copyOf(calls)) {
            call.goDown();
        }
    }
}
