/** Tests of the balloon. */
@NullMarked
package com.example.balloon;

import org.jspecify.annotations.NullMarked;
