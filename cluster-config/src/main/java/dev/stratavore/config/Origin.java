package dev.stratavore.config;

import java.nio.file.Path;

/** Where a value comes from, as it is shown beside the value and in front of an error. */
public sealed interface Origin {
    /** One phrase: {@code /etc/stratavore/stratavore.yaml:12}, {@code STRATAVORE_DB_PASSWORD}. */
    String describe();

    /** Built in: nothing set the key. */
    record Default() implements Origin {
        static final Default INSTANCE = new Default();

        @Override
        public String describe() {
            return "default";
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String describe() {
            return name;
        }
    }

    /** A line of a file; lines count from 1, and 0 means the file as a whole. */
    record FileLine(Path file, int line) implements Origin {
        @Override
        public String describe() {
            return line == 0 ? file.toString() : file + ":" + line;
        }
    }

    /** The command line, named by its flag, such as {@code --set}. */
    record CommandLine(String flag) implements Origin {
        @Override
        public String describe() {
            return flag;
        }
    }
}
