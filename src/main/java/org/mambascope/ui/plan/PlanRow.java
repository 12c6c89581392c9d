package org.mambascope.ui.plan;

import org.mambascope.model.LayerSite;

import java.util.List;

/**
 * A row of the bit plan: the model, a block, or a layer.
 *
 * @param level what it is
 * @param name for the user
 * @param sites its layers, in the order in which they run
 */
public record PlanRow(Level level, String name, List<LayerSite> sites) {
    /** Level of a row in the tree. */
    public enum Level {
        MODEL,
        BLOCK,
        LAYER
    }

    public PlanRow {
        sites = List.copyOf(sites);
    }

    /** Names of its layers. */
    List<String> layers() {
        return sites.stream().map(LayerSite::name).toList();
    }
}
