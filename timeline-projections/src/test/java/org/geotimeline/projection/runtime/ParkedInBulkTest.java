package org.geotimeline.projection.runtime;

/** Acts that a projection cannot take while it is far behind. */
class ParkedInBulkTest extends ParkedActsTest {

    @Override
    BatchSizes stride() {
        return TestBatchSizes.bulk(50);
    }
}
