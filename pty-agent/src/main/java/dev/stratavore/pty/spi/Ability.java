package dev.stratavore.pty.spi;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The abilities a driver may have, for listings and for the common refusals. */
public enum Ability {
    /** {@link ChoosesSession}. */
    CHOOSES_SESSION(ChoosesSession.class),
    /** {@link TakesModel}. */
    TAKES_MODEL(TakesModel.class),
    /** {@link TakesTemperature}. */
    TAKES_TEMPERATURE(TakesTemperature.class),
    /** {@link TakesMaxTokens}. */
    TAKES_MAX_TOKENS(TakesMaxTokens.class),
    /** {@link ExpectsDialogs}. */
    EXPECTS_DIALOGS(ExpectsDialogs.class),
    /** {@link ReportsVersion}. */
    REPORTS_VERSION(ReportsVersion.class);

    private final Class<?> type;

    Ability(Class<?> type) {
        this.type = type;
    }

    /** The abilities of a driver. */
    public static Set<Ability> of(AgentDriver driver) {
        Set<Ability> found = EnumSet.noneOf(Ability.class);
        for (Ability ability : values()) {
            if (ability.type.isInstance(driver)) {
                found.add(ability);
            }
        }
        return Set.copyOf(found);
    }

    /** The refusal of an option that a driver has no ability for, if there is one. */
    public static Optional<LaunchPlan.Refused> missing(AgentDriver driver, LaunchOptions options) {
        Set<Ability> has = of(driver);
        if (options.model().isPresent() && !has.contains(TAKES_MODEL)) {
            return refuse(driver, "model");
        }
        if (options.temperature().isPresent() && !has.contains(TAKES_TEMPERATURE)) {
            return refuse(driver, "temperature");
        }
        if (options.maxTokens().isPresent() && !has.contains(TAKES_MAX_TOKENS)) {
            return refuse(driver, "token limit for an answer");
        }
        return Optional.empty();
    }

    private static Optional<LaunchPlan.Refused> refuse(AgentDriver driver, String what) {
        return Optional.of(
                new LaunchPlan.Refused(
                        LaunchPlan.Why.UNSUPPORTED_OPTION,
                        "the agent " + driver.name() + " takes no " + what));
    }
}
