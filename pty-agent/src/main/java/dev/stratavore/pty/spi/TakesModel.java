package dev.stratavore.pty.spi;

import java.util.List;

/** The program lets its model be chosen. The driver uses {@link LaunchOptions#model}. */
public interface TakesModel {
    /** Short names worth offering; any other name is passed on as it is. */
    List<String> modelAliases();
}
