package dev.stratavore.pty.spi;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** The drivers that are installed, by name. */
public final class AgentDrivers {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private static final int MOST_PROBLEMS = 100;

    private final Map<String, AgentDriver> byName = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private AgentDrivers() {}

    /** Finds the drivers of a class loader; one that cannot be used becomes a problem. */
    public static AgentDrivers load(ClassLoader loader) {
        AgentDrivers found = new AgentDrivers();
        Iterator<ServiceLoader.Provider<AgentDriver>> providers =
                ServiceLoader.load(AgentDriver.class, loader).stream().iterator();
        // whether the loader gets past an error is not promised, so the errors are counted
        while (found.problems.size() < MOST_PROBLEMS) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                found.add(providers.next().get());
            } catch (ServiceConfigurationError e) {
                found.problems.add(String.valueOf(e.getMessage()));
            }
        }
        return found;
    }

    /** A catalog of drivers that were made by hand. */
    public static AgentDrivers of(List<AgentDriver> drivers) {
        AgentDrivers made = new AgentDrivers();
        drivers.forEach(made::add);
        return made;
    }

    private void add(AgentDriver driver) {
        String name = driver.name();
        if (!NAME.matcher(name).matches()) {
            problems.add(driver.getClass().getName() + ": bad name for an agent: " + name);
        } else if (byName.putIfAbsent(name, driver) != null) {
            problems.add(driver.getClass().getName() + ": a second driver named " + name);
        }
    }

    /** All drivers, in the order in which they were found. */
    public List<AgentDriver> all() {
        return List.copyOf(byName.values());
    }

    /** The driver of a name. */
    public Optional<AgentDriver> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What was found and could not be used, one line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
