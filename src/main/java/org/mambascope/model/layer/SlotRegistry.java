package org.mambascope.model.layer;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ObservationPoint;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects a model's quantisable layers and its observation points while it is built, in the order
 * in which a forward pass meets them.
 */
public final class SlotRegistry {
    private final List<LinearSlot> slots = new ArrayList<>();
    private final List<ObservationPoint> points = new ArrayList<>();
    private final List<ObservationPoint> scanPoints = new ArrayList<>();

    /** Adds a slot for a layer at this place. */
    public LinearSlot add(LayerSite site, FloatingLinear linear) {
        LinearSlot slot = new LinearSlot(site, linear);
        slots.add(slot);
        points.add(site.input());
        return slot;
    }

    /** Another point, such as what leaves a block. */
    public void observe(ObservationPoint point) {
        points.add(point);
    }

    /** The inside of a scan. */
    public void observe(ScanPoints scan) {
        scanPoints.addAll(scan.all());
    }

    /** The inside of the scans so far. */
    public List<ObservationPoint> scanPoints() {
        return List.copyOf(scanPoints);
    }

    /** The slots so far. */
    public List<LinearSlot> slots() {
        return List.copyOf(slots);
    }

    /** The points so far. */
    public List<ObservationPoint> points() {
        return List.copyOf(points);
    }
}
