/** The documents of the API: OpenAPI, the JSON Schemas of acts, and the rulebooks that were published. */
@NullMarked
package org.geotimeline.api.document;

import org.jspecify.annotations.NullMarked;
