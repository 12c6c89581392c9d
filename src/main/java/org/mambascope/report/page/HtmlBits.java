package org.mambascope.report.page;

import org.mambascope.model.LayerSite;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.report.chart.ColourMap;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

/** The bits of every layer inside a report: a sentence where all are alike, else a small map. */
final class HtmlBits {
    private static final int FEWEST = 2;
    private static final int MOST = 8;

    private HtmlBits() {}

    /**
     * Kinds of layers × blocks, in the colours of their weights' bits.
     *
     * @param layers of the model, in the order in which they run
     */
    static String html(BitPlan plan, List<LayerSite> layers) {
        List<LayerBits> different =
                layers.stream().map(site -> plan.of(site.name())).distinct().toList();
        return different.size() == 1
                ? "<p>" + HtmlText.escaped("Every layer " + different.getFirst()) + "</p>\n"
                : HtmlTables.map(
                        layers.stream().map(LayerSite::kind).distinct().toList(),
                        layers.stream().map(LayerSite::block).distinct().toList(),
                        (kind, block) ->
                                site(layers, kind, block)
                                        .map(site -> cell(plan.of(site.name())))
                                        .orElse("<td></td>"));
    }

    private static Optional<LayerSite> site(List<LayerSite> layers, String kind, int block) {
        return layers.stream()
                .filter(site -> site.block() == block && site.kind().equals(kind))
                .findFirst();
    }

    private static String cell(LayerBits bits) {
        if (bits.isFloating()) {
            return "<td class=\"none\">" + bits + "</td>";
        }
        double position = (double) (Math.min(MOST, bits.weight()) - FEWEST) / (MOST - FEWEST);
        Color colour = ColourMap.VIRIDIS.colour(position);
        return HtmlTables.coloured(colour, bits.toString());
    }
}
