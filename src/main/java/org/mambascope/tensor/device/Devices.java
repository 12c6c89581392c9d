package org.mambascope.tensor.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;

import java.util.List;
import java.util.stream.Stream;

/** The devices that libtorch can compute on: the CPU, and each NVIDIA GPU that it sees. */
public final class Devices {
    private static final String ENGINE = "PyTorch";

    static {
        AllocatorTuning.keep();
        CudaLibrary.useIfFetched();
    }

    private Devices() {}

    /** All devices, the CPU first. Starts libtorch, which takes about a second. */
    public static List<Device> all() {
        return Stream.concat(
                        Stream.of(Device.cpu()),
                        Stream.of(Engine.getEngine(ENGINE).getDevices()).filter(Device::isGpu))
                .toList();
    }

    /**
     * A device by its name.
     *
     * @param name {@code cpu}, {@code gpu} or {@code gpu1}
     * @throws Problem if there is no such device
     */
    public static Device named(String name) {
        List<Device> devices = all();
        return devices.stream()
                .filter(
                        device ->
                                name.equals(nameOf(device)) || name.equals(device.getDeviceType()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Problem(
                                        "There is no device '%s' here; choose one of %s."
                                                .formatted(
                                                        name,
                                                        devices.stream()
                                                                .map(Devices::nameOf)
                                                                .toList())));
    }

    /** {@code cpu}, {@code gpu0}, {@code gpu1} … */
    public static String nameOf(Device device) {
        return device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
    }

    /**
     * A manager of tensors on this device, to be closed by the caller. From now on the calling
     * thread computes without gradients, unless a {@code GradientTape} is open.
     */
    public static NDManager newManager(Device device) {
        NDManager manager = NDManager.newBaseManager(device, ENGINE);
        LibraryState.COMPUTING.enter();
        return manager;
    }
}
