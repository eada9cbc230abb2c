package dev.stratavore.cli.console;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Questions to a person. */
public final class Prompt {
    private Prompt() {}

    /** Enter means yes, the end of input means no. */
    public static boolean yes(Console console, String question) throws IOException {
        String answer = ask(console, question + " [Y/n] ");
        return answer != null && (answer.isEmpty() || saysYes(answer));
    }

    /** Only a written yes means yes. */
    public static boolean sure(Console console, String question) throws IOException {
        String answer = ask(console, question + " [y/N] ");
        return answer != null && saysYes(answer);
    }

    /** A number from 1 to {@code most}, asked for until there is one; 0 for an empty line. */
    public static int number(Console console, String question, int most) throws IOException {
        while (true) {
            String answer = ask(console, question + " [1-" + most + ", Enter for none] ");
            if (answer == null || answer.isEmpty()) {
                return 0;
            }
            for (int number = 1; number <= most; number++) {
                if (Integer.toString(number).equals(answer)) {
                    return number;
                }
            }
        }
    }

    private static @Nullable String ask(Console console, String question) throws IOException {
        console.ask(question);
        return console.answer();
    }

    private static boolean saysYes(String answer) {
        String word = answer.toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
