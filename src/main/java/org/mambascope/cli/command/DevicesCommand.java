package org.mambascope.cli.command;

import org.mambascope.cli.output.Output;
import org.mambascope.tensor.device.Devices;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code devices}. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists the devices that models can run on.")
public final class DevicesCommand implements Callable<Integer> {
    @Mixin private Output output;

    @Override
    public Integer call() {
        List<String> names = Devices.all().stream().map(Devices::nameOf).toList();
        if (output.isJson()) {
            output.json(names);
        } else {
            names.forEach(name -> output.line("%s", name));
        }
        return 0;
    }
}
