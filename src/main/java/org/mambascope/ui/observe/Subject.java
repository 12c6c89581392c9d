package org.mambascope.ui.observe;

import org.mambascope.activation.PointStatistics;

import java.util.List;

/**
 * What a figure shows.
 *
 * @param name what tells it from what it is compared with: a model's name, or a basis
 * @param statistics of the chosen point
 * @param images what single images showed there, to be drawn over it
 */
record Subject(String name, PointStatistics statistics, List<PointStatistics> images) {
    Subject {
        images = List.copyOf(images);
    }
}
