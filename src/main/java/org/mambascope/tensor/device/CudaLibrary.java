package org.mambascope.tensor.device;

import ai.djl.util.Platform;
import ai.djl.util.Utils;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The CUDA build of libtorch that DJL publishes for the program's version: where it is kept, how it
 * is fetched, and how it is used instead of the CPU build.
 *
 * @param source the folder that DJL publishes, which has a list of its files
 * @param prefix of the build's files in that list
 * @param folder where the build is kept
 */
public record CudaLibrary(URI source, String prefix, Path folder) {
    private static final String FLAVOUR = "cu128";
    private static final String PATH = "PYTORCH_LIBRARY_PATH";

    /** The build for this machine, in DJL's cache. */
    public static CudaLibrary ofThisMachine() {
        String version = version();
        String classifier = Platform.detectPlatform("pytorch").getClassifier();
        return new CudaLibrary(
                URI.create("https://publish.djl.ai/pytorch/" + version + "/"),
                FLAVOUR + "/" + classifier + "/",
                Utils.getEngineCacheDir("pytorch")
                        .resolve(version + "-" + FLAVOUR + "-" + classifier));
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file =
                CudaLibrary.class.getResourceAsStream("/jnilib/pytorch.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
        return properties.getProperty("jni_version").replaceFirst("-.*", "");
    }

    /** The folder that the user names as libtorch's, empty for none. */
    static String namedByUser() {
        return Utils.getEnvOrSystemProperty(PATH, "");
    }

    /**
     * Lets libtorch be started from the fetched build, if there is one and the user names no other.
     * To be called before anything is computed.
     */
    static void useIfFetched() {
        CudaLibrary library = ofThisMachine();
        if (library.isFetched() && namedByUser().isEmpty()) {
            System.setProperty(PATH, library.folder.toString());
            System.setProperty("PYTORCH_VERSION", version());
            System.setProperty("PYTORCH_FLAVOR", FLAVOUR);
        }
    }

    /** Returns true if the build is there as a whole. */
    public boolean isFetched() {
        return Files.exists(folder.resolve(System.mapLibraryName("torch")));
    }

    /**
     * Fetches the build over the network. What is there afterwards is whole or not there at all,
     * and the same as at the first fetch.
     *
     * @throws Problem if there is no build for this system, or it cannot be fetched
     */
    public void fetch(Progress progress) {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            List<String> files = files();
            Utils.deleteQuietly(unfinished);
            Files.createDirectories(unfinished);
            DownloadHashes hashes = new DownloadHashes(hashes());
            for (int i = 0; i < files.size(); i++) {
                String name = nameOf(files.get(i));
                hashes.require(
                        name,
                        new Download(name, i, files.size())
                                .fetch(source.resolve(files.get(i)).toURL(), unfinished, progress));
            }
            hashes.write();
            Files.move(unfinished, folder);
        } catch (IOException e) {
            throw new Problem(
                    "The CUDA build of libtorch could not be fetched from %s (%s); try again, or set %s to the folder of one that is there."
                            .formatted(source, e, PATH),
                    e);
        } finally {
            Utils.deleteQuietly(unfinished);
        }
    }

    /** File of the hashes of the first fetch, next to the build's folder so that it outlives it. */
    public Path hashes() {
        return folder.resolveSibling(folder.getFileName() + ".sha256");
    }

    private List<String> files() throws IOException {
        URLConnection connection = source.resolve("files.txt").toURL().openConnection();
        connection.setConnectTimeout(Download.CONNECTING);
        connection.setReadTimeout(Download.READING);
        try (InputStream list = connection.getInputStream()) {
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            List<String> files =
                    text.lines()
                            .map(String::strip)
                            .filter(line -> line.startsWith(prefix) && line.endsWith(".gz"))
                            .toList();
            if (files.isEmpty()) {
                throw new Problem(
                        "There is no libtorch for CUDA for this system (%s); GPUs can be used on Linux and Windows with x86-64."
                                .formatted(prefix));
            }
            return files;
        }
    }

    private static String nameOf(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1, file.length() - ".gz".length());
        String name = URLDecoder.decode(last, StandardCharsets.UTF_8);
        if (Stream.of("/", "\\", "..").anyMatch(name::contains)) {
            throw new Problem("Expected the name of a file, found '%s'.".formatted(name));
        }
        return name;
    }
}
