/** A client that is generated from the OpenAPI document, beside the server that it asks. */
@NullMarked
package org.geotimeline.client;

import org.jspecify.annotations.NullMarked;
