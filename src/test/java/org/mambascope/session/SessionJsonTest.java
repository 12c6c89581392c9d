package org.mambascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.experiment.search.CostKind;

import java.util.LinkedHashMap;
import java.util.Map;

@DisplayName("The JSON of session files")
class SessionJsonTest {
    @Test
    @DisplayName("is the same text in whatever order a map was filled")
    void ordersMaps() {
        Map<CostKind, Double> filled = new LinkedHashMap<>();
        filled.put(CostKind.LATENCY, 1.5);
        filled.put(CostKind.SIZE, 100.0);
        Map<CostKind, Double> otherwise = new LinkedHashMap<>();
        otherwise.put(CostKind.SIZE, 100.0);
        otherwise.put(CostKind.LATENCY, 1.5);

        assertThat(SessionJson.tree(filled)).hasToString("{\"SIZE\":100.0,\"LATENCY\":1.5}");
        assertThat(SessionJson.tree(otherwise)).hasToString(SessionJson.tree(filled).toString());
    }
}
