package org.mambascope.model.localvim;

import org.mambascope.model.plain.PlainConfiguration;

import java.util.List;

/**
 * What a LocalVim is built from: the arguments of the original constructor, by their meaning.
 *
 * @param plain what every plain Visual Mamba has
 * @param directions names of each block's scans, as {@link org.mambascope.model.ScanOrder} knows
 *     them
 * @param attentionWidth channels between the two layers of the attention over channels
 */
public record LocalVimConfiguration(
        PlainConfiguration plain, List<List<String>> directions, int attentionWidth) {
    public LocalVimConfiguration {
        directions = directions.stream().map(List::copyOf).toList();
    }
}
