package org.mambascope.quant.plan;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;

import java.util.stream.Stream;

/** Rounding of weights to codes. */
public enum RoundingRule {
    /** To the nearest. */
    NEAREST("nearest"),
    /** By {@code Gptq}, on quantised inputs. */
    ERROR_FEEDBACK_ALONE("gptq-without-bias"),
    /** By {@code Gptq}, with the mean error of the layer's output added to the bias. */
    ERROR_FEEDBACK("gptq");

    private final String id;

    RoundingRule(String id) {
        this.id = id;
    }

    /** The name that users type. */
    public String id() {
        return id;
    }

    /**
     * The rule of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static RoundingRule named(String id) {
        return Stream.of(values())
                .filter(rule -> rule.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                KnownNames.of(
                                                "rounding",
                                                Stream.of(values()).map(RoundingRule::id).toList())
                                        .unknown(id, ""));
    }
}
