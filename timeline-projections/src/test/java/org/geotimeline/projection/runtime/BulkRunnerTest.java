package org.geotimeline.projection.runtime;

/** Runners that fail, are killed, and compete while they are far behind. */
class BulkRunnerTest extends ProjectionRunnerTest {

    @Override
    BatchSizes stride(int batch) {
        return TestBatchSizes.bulk(batch);
    }
}
