package dev.stratavore.story;

import dev.stratavore.testkit.Shells;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who asks for the status again and again. */
final class StatusAsker implements AutoCloseable {
    private final UserHome user;
    private final List<Shells.Result> answers = new CopyOnWriteArrayList<>();
    private final Thread asker = new Thread(this::ask, "status");
    private volatile boolean enough;

    StatusAsker(UserHome user) {
        this.user = user;
        asker.start();
    }

    private void ask() {
        while (!enough) {
            answers.add(user.run("status", "--metrics"));
        }
    }

    /** How often it was answered until now. */
    int count() {
        return answers.size();
    }

    /** Ends with the question that is being asked; all answers in order. */
    List<Shells.Result> end() {
        enough = true;
        try {
            asker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        var _ = end();
    }
}
