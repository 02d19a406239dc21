package org.geotimeline.projection.runtime;

/** Acts that a projection cannot take while it is far behind. */
class ParkedInBulkTest extends ParkedActsTest {

    @Override
    Stride stride() {
        return Strides.bulk(50);
    }
}
