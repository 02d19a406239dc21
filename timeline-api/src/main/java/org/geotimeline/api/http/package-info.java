/** What HTTP (RFC 9110) asks of every answer and every body: validators, packed bodies, reading from pages of other origins. */
@NullMarked
package org.geotimeline.api.http;

import org.jspecify.annotations.NullMarked;
