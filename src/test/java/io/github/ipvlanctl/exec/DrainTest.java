package io.github.ipvlanctl.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DrainTest {
    /** All is there already, but whoever reads gets no processor for a second each time: so it is on a busy machine. */
    private static final class Late extends InputStream {
        private final InputStream bytes = new ByteArrayInputStream("[all]".getBytes(StandardCharsets.UTF_8));
        private boolean closed;

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (this) {
                if (closed) {
                    throw new IOException("closed");
                }
            }
            return bytes.read(buffer, from, length);
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }

    @Test
    void whatIsReadLateIsNotTakenForNothing() throws InterruptedException {
        Drain drain = new Drain(new Late(), "stdout");

        drain.finish(System.nanoTime() + SystemProcessRunner.OUTPUT_GRACE.toNanos());
        assertThat(drain.text()).isEqualTo("[all]");
    }
}
