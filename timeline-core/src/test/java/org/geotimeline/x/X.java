package org.geotimeline.x;

class X {}
